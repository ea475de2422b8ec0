import { join } from 'node:path'
import { addBridgeToll } from '../../support/given-library.ts'
import { bridgeToll } from '../../support/story-pages.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

test('by keys alone a researcher tags from the lists, and does by name what the keys do', async ({
  startApp,
  workspace,
}) => {
  await addBridgeToll(workspace)
  const { page } = await startApp()
  const library = libraryScreen(page)
  const row = library.rowOf(bridgeToll.title)
  const tag = page.getByRole('combobox', { name: 'Tag', exact: true })

  // T on its row tags the whole article.
  await row.focus()
  await page.keyboard.press('t')
  await expect(tag).toBeFocused()
  await page.keyboard.type('To discuss')
  await page.keyboard.press('Enter')
  await expect(page.getByText('“To discuss” is on this article.').first()).toBeVisible()
  await expect(row).toBeFocused()

  // In Passages it tags the passage.
  await page.keyboard.press('ControlOrMeta+2')
  const passage = page.getByRole('main').getByRole('row').filter({ hasText: 'To discuss' })
  await expect(passage).toBeFocused()
  await page.keyboard.press('t')
  await page.keyboard.type('Later')
  await page.keyboard.press('Enter')
  await expect(passage).toContainText('Later')

  // The palette undoes that by its name, and the focus is in the list again.
  const palette = page.getByRole('dialog', { name: 'Find a command' })
  await expect(passage).toBeFocused()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(palette.getByRole('combobox', { name: 'Find a command' })).toBeFocused()
  await page.keyboard.type('undo')
  await expect(palette.getByRole('option').first()).toContainText('Later')
  await page.keyboard.press('Enter')
  await expect(palette).toHaveCount(0)
  await expect(passage).not.toContainText('Later')
  await expect(passage).toBeFocused()

  // It leads to an article, where what is held stays held when it is left.
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type(bridgeToll.title.slice(0, 12))
  await page.keyboard.press('Enter')
  const reader = readerScreen(page)
  await expect(reader.article).toBeFocused()
  await page.keyboard.press('j')
  await expect(reader.popover).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.press('Escape')
  await expect(reader.article).toBeFocused()
  await expect(reader.popover).toBeVisible()

  // All keys are on one sheet.
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keys' })
  await expect(sheet).toContainText('Tag as last time')
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(reader.article).toBeFocused()

  // The name can be changed at any time, and stands on what was marked before.
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('your name')
  await page.keyboard.press('Enter')
  const name = page.getByRole('dialog').getByRole('textbox', { name: 'Your name' })
  await expect(name).toBeFocused()
  await name.fill('Ines Falk')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+2')
  await expect(passage).toContainText('Ines Falk')
})

test('from the palette an export is reached and written, without the mouse', async ({
  startApp,
  workspace,
}) => {
  await addBridgeToll(workspace)
  const { page } = await startApp()
  const palette = page.getByRole('dialog', { name: 'Find a command' })
  const { rowOf } = libraryScreen(page)
  await rowOf(bridgeToll.title).focus()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('export')
  await expect(palette.getByRole('option').first()).toContainText('Export')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: 'Markdown' })).toBeFocused()
  const path = page.getByRole('textbox', { name: 'To the file' })
  await path.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(join(workspace.folder, 'toll.md'))
  await expect(page.getByText('Checked.')).toBeVisible()

  // There the command itself can be run by its name; what was run last comes first.
  await page.keyboard.press('ControlOrMeta+k')
  await expect(palette.getByRole('option').first()).toContainText('Export')
  await page.keyboard.type('write')
  await expect(palette.getByRole('option').first()).toContainText('Write the export')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toContainText(/Exported \d/u)
  await expect(path).toBeFocused()
})

test('an address is pasted also where a box to tick has the focus', async ({ startApp }) => {
  const { page } = await startApp()
  const { addressBox, rowOf } = libraryScreen(page)
  // Cut from the box: that puts the address on the window's own clipboard.
  await addressBox.fill('http://10.0.0.1/minutes')
  await addressBox.press('ControlOrMeta+A')
  await addressBox.press('ControlOrMeta+X')
  await page.keyboard.press('ControlOrMeta+Shift+e')
  await expect(page.getByRole('radio', { name: 'Markdown' })).toBeFocused()
  await page.keyboard.press('ControlOrMeta+V')
  await expect(rowOf('10.0.0.1/minutes')).toBeVisible()
})
