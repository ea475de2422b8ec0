import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { pressmark } from '../../support/pressmark.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

const title = 'The gate that nobody mended'
const text = `${title}\n\n${'The pumps stood still for most of the night. '.repeat(12)}`

/** What has the focus at rest: never the page itself, in which no key does anything. */
async function expectFocus(page: Page, after: string): Promise<void> {
  const focused = () =>
    page.evaluate(() => {
      const { activeElement: element } = document
      return element === null || element === document.body ? 'the page' : element.tagName
    })
  await expect.poll(focused, { message: `the focus ${after}` }).not.toBe('the page')
}

/** Presses keys one by one; after each something has the focus. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key)
    await expectFocus(page, `after ${key}`)
  }
}

async function openAndCloseTray(page: Page): Promise<void> {
  const tray = page.getByRole('dialog', { name: 'Activity' })
  await press(page, 'Control+j')
  await expect(tray).toBeVisible()
  await press(page, 'Escape')
  await expect(tray).toHaveCount(0)
}

test('the focus is never on the page itself, whatever layer opens and closes in any place', async ({
  startApp,
  workspace,
}) => {
  const first = await startApp()
  // An empty library, and its places.
  await expectFocus(first.page, 'at the first start')
  for (const place of ['Control+1', 'Control+2', 'Control+Shift+e']) {
    await press(first.page, place)
    await openAndCloseTray(first.page)
  }
  await first.close()

  const file = join(workspace.folder, 'gate.txt')
  await writeFile(file, text)
  await pressmark(workspace, ['add', file])
  const { page } = await startApp()
  const collections = page.getByRole('combobox', { name: /^Collection for/u })
  const trayByKeys = () => openAndCloseTray(page)
  await press(page, 'Control+1')
  const row = libraryScreen(page).rowOf(title)
  await expect(row).toBeVisible()
  await row.focus()
  await trayByKeys()
  await expect(row).toBeFocused()
  await press(page, 'x', 'l')
  await expect(collections).toBeFocused()
  await press(page, 'Escape')
  await expect(row).toBeFocused()

  await press(page, 'Enter')
  const reader = readerScreen(page)
  await expect(reader.article).toBeFocused()
  await press(page, 'j', 'j')
  await expect(reader.popover).toBeVisible()
  // Esc closes the layer on top alone.
  await press(page, 't')
  await expect(reader.picker).toBeFocused()
  await press(page, 'Escape')
  await expect(reader.picker).toHaveCount(0)
  await expect(reader.article).toBeFocused()
  await trayByKeys()
  await expect(reader.article).toBeFocused()
  await reader.tag('Blame')
  await press(page, 'n')
  await expect(reader.note).toBeFocused()
  await page.keyboard.type('Who signed?')
  await trayByKeys()
  await expect(reader.note).toBeFocused()
  await press(page, 'Escape')
  await expect(reader.note).toHaveCount(0)
  await expect(reader.article).toBeFocused()
  await press(page, 'Enter', 'Escape', 'Delete', 'Control+z')
  await expect(reader.marks('The pumps')).not.toHaveCount(0)

  await press(page, 'Control+2')
  const passage = page.getByRole('row').filter({ hasText: 'The pumps stood still' })
  await expect(passage).toBeFocused()
  await trayByKeys()
  await expect(passage).toBeFocused()
  await press(page, '/', 'Escape')
  await expect(passage).toBeFocused()
  await press(page, 'x', 'l', 'Escape')
  await expect(passage).toBeFocused()

  await press(page, 'Control+Shift+e')
  await trayByKeys()
  await press(page, 'Control+l')
  await expect(libraryScreen(page).addressBox).toBeFocused()
  await trayByKeys()
  await expect(libraryScreen(page).addressBox).toBeFocused()
})

test('a click on empty ground leaves the keys of the place alive', async ({
  startApp,
  workspace,
}) => {
  const file = join(workspace.folder, 'gate.txt')
  await writeFile(file, text)
  await pressmark(workspace, ['add', file])
  const { page } = await startApp()
  await page.setViewportSize({ width: 1280, height: 800 })
  const clickAt = async (x: number, y: number): Promise<void> => {
    await page.mouse.click(x, y)
    await expectFocus(page, `after a click at ${x}, ${y}`)
  }
  const row = libraryScreen(page).rowOf(title)
  await expect(row).toBeVisible()
  await row.focus()
  await clickAt(700, 600)
  await expect(row).toBeFocused()
  // A click beside a layer closes it as before.
  const collections = page.getByRole('combobox', { name: /^Collection for/u })
  await press(page, 'l')
  await expect(collections).toBeFocused()
  await clickAt(700, 700)
  await expect(collections).toHaveCount(0)
  await expect(row).toBeFocused()

  await press(page, 'Enter')
  const reader = readerScreen(page)
  await expect(reader.article).toBeFocused()
  for (const [x, y] of [
    [930, 700],
    [700, 24],
    [1100, 600],
  ] as const) {
    await clickAt(x, y)
    await expect(reader.article).toBeFocused()
  }
  // What is selected by dragging stays so.
  await reader.selectWithMouse('stood still')
  await expect(reader.popover).toBeVisible()
  const selected = () => page.evaluate(() => document.getSelection()?.toString())
  expect(await selected()).toBe('stood still')
  await clickAt(930, 700)
  await expect(reader.article).toBeFocused()
  await press(page, 'j', 'j')
  await expect(reader.popover).toBeVisible()
  // A layer that stays open keeps the keys.
  await press(page, 't')
  await expect(reader.picker).toBeFocused()
  await clickAt(930, 700)
  await expect(reader.picker).toBeFocused()
  await press(page, 'Escape')
  await expect(reader.article).toBeFocused()
  await reader.tag('Blame')
  // A field is left for the text; this one is there with the first tag.
  await expect(page.getByPlaceholder('Filter tags')).toBeVisible()
  await press(page, '/')
  await expect(page.getByPlaceholder('Filter tags')).toBeFocused()
  await clickAt(1100, 600)
  await expect(reader.article).toBeFocused()

  await press(page, 'Control+2')
  const passage = page.getByRole('row').filter({ hasText: 'The pumps stood still' })
  await expect(passage).toBeFocused()
  await clickAt(800, 600)
  await expect(passage).toBeFocused()

  await press(page, 'Control+Shift+e')
  const format = page.getByRole('radio', { name: /^Markdown/u })
  await expect(format).toBeFocused()
  await clickAt(240, 60)
  await expect(format).toBeFocused()
  // Words of the preview are selected by dragging, to be copied.
  const words = await page.getByRole('region', { name: 'Preview' }).boundingBox()
  await page.mouse.move((words?.x ?? 0) + 20, (words?.y ?? 0) + 100)
  await page.mouse.down()
  await page.mouse.move((words?.x ?? 0) + 400, (words?.y ?? 0) + 400, { steps: 4 })
  await page.mouse.up()
  expect(await selected()).not.toBe('')
  await expectFocus(page, 'after words of the preview were selected')
  // Tab leads through the form, on from its field.
  await page.getByRole('textbox', { name: 'To the file' }).focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: /^Export/u })).toBeFocused()
})

test('the focus stays in the tray while its lines come and go', async ({ startApp }) => {
  const { page } = await startApp()
  const library = libraryScreen(page)
  await library.enter('http://10.0.0.1/one', 'http://10.0.0.1/two')
  await expect(library.failedRowOf('10.0.0.1')).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Activity 2 failed' })).toBeVisible()
  await press(page, 'Control+j')
  const tray = page.getByRole('dialog', { name: 'Activity' })
  await expect(tray.getByRole('row').filter({ hasText: '10.0.0.1' }).first()).toBeFocused()
  for (const left of [1, 0]) {
    // Allow, adding the saved page, then Dismiss.
    await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter')
    await expect(tray.getByRole('row').filter({ hasText: '10.0.0.1' })).toHaveCount(left)
    await expect(tray).toContainText(left === 1 ? '1 not captured' : 'Nothing is under way')
  }
  await press(page, 'Escape')
  await expect(tray).toHaveCount(0)
  await expect(library.addressBox).toBeFocused()
})
