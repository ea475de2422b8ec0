import type { Page } from '@playwright/test'
import { addBridgeToll, annotate, givenLibrary } from '../../support/given-library.ts'
import { focusFaults, layoutFaults } from '../../support/layout-faults.ts'
import { alterReadablePage } from '../../support/library-files.ts'
import { pressmark } from '../../support/pressmark.ts'
import { bridgeToll, wordsOf } from '../../support/story-pages.ts'
import { expect, test } from '../fixtures.ts'
import { exportScreen } from '../screens/export-screen.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'
import { verifyScreen } from '../screens/verify-screen.ts'

const narrow = { width: 320, height: 568 }

/** A phone, or a window at 400 % zoom; what a window of 1280 by 800 has at 200 %; and that itself. */
const windows = [
  { name: 'a window of 320 pixels', size: narrow },
  { name: 'a window at 200 % zoom', size: { width: 640, height: 400 } },
  { name: 'a wide window', size: { width: 1280, height: 800 } },
]

const looks = [
  { name: 'light', colorScheme: 'light', forcedColors: 'none' },
  { name: 'dark', colorScheme: 'dark', forcedColors: 'none' },
  { name: 'forced colours', colorScheme: 'light', forcedColors: 'active' },
] as const

/** Looks at what is on screen in each colour scheme; a place with its own keys is walked in `steps`. */
async function expectSound(page: Page, steps: number): Promise<void> {
  for (const { name, ...media } of looks) {
    await page.emulateMedia(media)
    expect({ look: name, layout: await layoutFaults(page) }).toEqual({ look: name, layout: [] })
    const focus = steps === 0 ? [] : await focusFaults(page, steps)
    expect({ look: name, focus }).toEqual({ look: name, focus: [] })
  }
}

const library = givenLibrary(async (workspace) => {
  const id = await addBridgeToll(workspace)
  const words = (from: number, to: number): string => wordsOf(bridgeToll.paragraphs[1], from, to)
  await annotate(workspace, id, words(1, 7), 'Frames/Warning of what is to come')
  await annotate(workspace, id, words(4, 11), 'Frames/Blame')
  await pressmark(workspace, ['collection', 'add', 'Chapter 2: bridges and ferries', id])
})

test.afterAll(() => library.remove())

for (const { name, size } of windows) {
  test(`Verify: everything fits ${name}`, async ({ startApp, workspace }) => {
    await library.copyTo(workspace)
    await alterReadablePage(workspace.library)
    const { page } = await startApp()
    await page.setViewportSize(size)
    await expect(libraryScreen(page).rowOf(bridgeToll.title)).toBeVisible()
    await verifyScreen(page).byPalette()
    await expect(verifyScreen(page).findings).toHaveCount(1)
    await expectSound(page, 12)
  })

  test(`Library: everything fits ${name}`, async ({ startApp, workspace }) => {
    await library.copyTo(workspace)
    const { page } = await startApp()
    await page.setViewportSize(size)
    const screen = libraryScreen(page)
    const long = `http://10.0.0.1/${'a-very-long-way/'.repeat(8)}`
    await screen.enter(long)
    await expect(screen.failedRowOf('10.0.0.1')).toBeVisible()
    await expectSound(page, 30)
    // A sentence under the box, and the form for a text.
    await screen.enter('council rejects report')
    await expect(page.getByRole('alert')).toContainText('is not a web address')
    await expectSound(page, 0)
    await page.getByRole('button', { name: 'Activity 1 failed' }).click()
    await expect(page.getByRole('dialog', { name: 'Activity' })).toContainText('10.0.0.1')
    await expectSound(page, 0)
  })

  test(`Library: marked rows fit ${name}`, async ({ startApp, workspace }) => {
    await library.copyTo(workspace)
    const { page } = await startApp()
    await page.setViewportSize(size)
    await libraryScreen(page).rowOf(bridgeToll.title).focus()
    await page.keyboard.press('x')
    await expect(page.getByText('1 marked')).toBeVisible()
    await expectSound(page, 0)
    await page.getByRole('button', { name: 'Unmark' }).click()
    await expect(page.getByText('1 marked')).toHaveCount(0)
  })

  test(`Reader: everything fits ${name}, the tag picker too`, async ({ startApp, workspace }) => {
    await library.copyTo(workspace)
    const { page } = await startApp()
    await page.setViewportSize(size)
    await libraryScreen(page).open(bridgeToll.title)
    const reader = readerScreen(page)
    await expect(reader.article).toBeFocused()
    await expectSound(page, 30)
    await reader.article.focus()
    await page.keyboard.press('j')
    await page.keyboard.press('t')
    await expect(reader.picker).toBeFocused()
    await expectSound(page, 0)
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    await expect(reader.note).toBeFocused()
    await expectSound(page, 0)
  })

  test(`Codebook: tree, card and form fit ${name}, and so does the list of passages`, async ({
    startApp,
    workspace,
  }) => {
    await library.copyTo(workspace)
    const { page } = await startApp()
    await page.setViewportSize(size)
    await libraryScreen(page).open(bridgeToll.title)
    const reader = readerScreen(page)
    await expect(reader.article).toBeFocused()
    await page.keyboard.press('/')
    for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowDown')
    const card = page.getByRole('region', { name: 'Tag Frames / Blame' })
    await expect(card).toBeVisible()
    await expectSound(page, 0)
    await card.getByRole('button', { name: 'Edit Blame' }).click()
    const form = page.getByRole('form', { name: 'Tag Blame' })
    await expect(form.getByRole('textbox', { name: 'Name' })).toBeFocused()
    await form
      .getByRole('textbox', { name: 'Definition' })
      .fill('Who is said to be at fault. '.repeat(12))
    await expectSound(page, 0)
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(card).toContainText('Who is said to be at fault.')
    await expectSound(page, 0)
    await page.getByRole('tab', { name: /^Passages/u }).click()
    await expect(reader.passages).toBeVisible()
    await expectSound(page, 0)
  })

  test(`Passages: marked rows fit ${name}`, async ({ startApp, workspace }) => {
    await library.copyTo(workspace)
    const { page } = await startApp()
    await page.setViewportSize(size)
    await expect(libraryScreen(page).rowOf(bridgeToll.title)).toBeVisible()
    await page.keyboard.press('ControlOrMeta+2')
    const row = page.getByRole('row').filter({ hasText: 'Blame' })
    await expect(row).toBeVisible()
    await row.focus()
    await page.keyboard.press('x')
    await expect(page.getByText('1 marked')).toBeVisible()
    await expectSound(page, 0)
    await page.getByRole('button', { name: 'Unmark' }).click()
    await expect(page.getByText('1 marked')).toHaveCount(0)
  })

  test(`Passages: everything fits ${name}`, async ({ startApp, workspace }) => {
    await library.copyTo(workspace)
    const { page } = await startApp()
    await page.setViewportSize(size)
    // The keys are there once the list is.
    await expect(libraryScreen(page).rowOf(bridgeToll.title)).toBeVisible()
    await page.keyboard.press('ControlOrMeta+2')
    await expect(page.getByRole('row').filter({ hasText: 'Blame' })).toBeVisible()
    await expectSound(page, 30)
  })

  test(`Export: everything fits ${name}, before and after`, async ({ startApp, workspace }) => {
    await library.copyTo(workspace)
    const { page } = await startApp()
    await page.setViewportSize(size)
    // The keys are there once the list is.
    await expect(libraryScreen(page).rowOf(bridgeToll.title)).toBeVisible()
    await page.keyboard.press('ControlOrMeta+Shift+e')
    const screen = exportScreen(page)
    await expect(screen.preview).toContainText('Blame')
    await expectSound(page, 30)
    await screen.exportTo('Table', `${workspace.folder}/passages.csv`)
    await expectSound(page, 0)
  })

  test.describe('at the very first start', () => {
    test.use({ isNewcomer: true })

    test(`first minute: everything fits ${name}`, async ({ startApp }) => {
      const { page } = await startApp()
      await expect(readerScreen(page).article).toBeFocused()
      await page.setViewportSize(size)
      await expectSound(page, 30)
    })
  })
}

test('in a low window each thing in the rail is one line, and where colours are forced they are alike', async ({
  startApp,
}) => {
  const { page } = await startApp()
  await page.setViewportSize({ width: 640, height: 400 })
  await page.emulateMedia({ forcedColors: 'active' })
  const rail = page.getByRole('navigation', { name: 'Places' })
  await expect(rail.getByRole('button', { name: 'Activity' })).toBeVisible()
  const items = await rail.locator('a:not([aria-current]), button').evaluateAll((all) =>
    all.map((item) => {
      const { flexDirection, borderTopColor } = getComputedStyle(item)
      return `${flexDirection}, ${item.clientHeight} high, ${borderTopColor}`
    }),
  )
  expect(items).toHaveLength(4)
  expect(new Set(items).size).toBe(1)
  expect(items[0]).toMatch(/^row/u)
})

test('the look at the window finds what is planted there', async ({ startApp }) => {
  const { page } = await startApp()
  await page.setViewportSize(narrow)
  await expect(page.getByRole('heading', { name: 'Nothing archived yet' })).toBeVisible()
  expect(await layoutFaults(page)).toEqual([])
  await page.evaluate(() => {
    // Styles are set one by one: the page's policy takes none in writing.
    const plant = (
      tag: string,
      words: string,
      style: Record<string, string>,
      where: Element = document.body,
    ): void => {
      const element = document.createElement(tag)
      element.textContent = words
      Object.assign(element.style, style)
      where.append(element)
    }
    const there = { position: 'fixed', left: '40px', top: '200px', width: '90px', height: '30px' }
    plant('button', 'Under', there)
    plant('p', 'Over', { ...there, margin: '0' })
    plant('button', 'Beyond', { ...there, left: '300px' })
    const places = document.querySelector('nav') ?? document.body
    plant('button', 'One', { ...there, top: '300px' }, places)
    plant('button', 'Two', { ...there, top: '300px', left: '90px' }, places)
    const cut = { overflow: 'hidden', whiteSpace: 'nowrap', width: '60px' }
    plant('p', 'Words that are cut', cut)
    plant('p', 'Lines that are cut', { overflow: 'hidden', height: '5px' })
    plant('div', '', { position: 'absolute', width: '400px', height: '2px' })
    for (const control of document.querySelectorAll('button')) control.style.outline = 'none'
    const status = document.querySelector('[data-status-line]')?.getBoundingClientRect()
    const spilt = { position: 'fixed', left: '20px', top: `${status?.top ?? 0}px`, margin: '0' }
    plant('p', 'Spilt', spilt, document.querySelector('main') ?? document.body)
    const others = document.createElement('div')
    document.body.append(others)
    plant('p', 'Here', {}, others)
    plant('p', 'There', {}, others)
    others.firstElementChild?.setAttribute('aria-current', 'true')
  })
  const faults = (await layoutFaults(page)).join('\n')
  expect(faults).toMatch(/the page is 400 wide in a window of 320/u)
  expect(faults).toMatch(/“Under” is covered by p “Over”/u)
  expect(faults).toMatch(/“Over” and button “Under” are written on each other/u)
  expect(faults).toMatch(/“Spilt” is written over footer/u)
  expect(faults).toMatch(/“Beyond” reaches from 300 to 390/u)
  expect(faults).toMatch(/“One” overlaps button “Two”/u)
  expect(faults).toMatch(/“Words that are cut” is cut/u)
  expect(faults).toMatch(/“Lines that are cut” is cut/u)
  expect(faults).toMatch(/“Here” is chosen, and looks like the others/u)
  expect((await focusFaults(page, 30)).join('\n')).toMatch(/nothing shows the focus on button/u)
})
