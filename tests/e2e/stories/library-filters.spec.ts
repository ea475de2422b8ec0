import type { Page } from '@playwright/test'
import { addPage, addText, annotate, givenLibrary } from '../../support/given-library.ts'
import { sessionOnDisk } from '../../support/session-file.ts'
import { expect, test } from '../fixtures.ts'
import { forbidPointer, pointedAt, press } from '../screens/keys-alone.ts'
import { libraryScreen } from '../screens/library-screen.ts'

const gate = 'The gate that nobody mended'
const pumps = 'Pumps for Quay Street'
const sluice = 'A sluice in winter'
const letters = 'Letters from the mole'

const paragraphsOf = (what: string): string[] =>
  ['first', 'second', 'third'].map(
    (night) =>
      `${what} stood still on the ${night} night, and nobody on the quay knew why. The harbour office kept its records, and the ferrymen kept theirs for the year after.`,
  )

const given = givenLibrary(async (workspace) => {
  const post = { outlet: 'Harbour Post' }
  const ids = [
    await addPage(workspace, { ...post, title: gate, paragraphs: paragraphsOf('The gate') }),
    await addPage(workspace, { ...post, title: pumps, paragraphs: paragraphsOf('The pumps') }),
    await addPage(workspace, {
      outlet: 'Daily Coast',
      title: sluice,
      paragraphs: paragraphsOf('The sluice'),
    }),
  ]
  await addText(workspace, [letters, ...paragraphsOf('The post')].join('\n\n'))
  for (const [at, words, tag] of [
    [0, 'The gate stood still on the first night', 'Frames/Blame'],
    [0, 'The gate stood still on the third night', 'Sources'],
    [1, 'The pumps stood still on the first night', 'Frames/Cost'],
    [2, 'The sluice stood still on the first night', 'Sources'],
  ] as const)
    await annotate(workspace, ids[at] ?? '', words, tag)
})
test.beforeEach(({ workspace }) => given.copyTo(workspace))
test.afterAll(() => given.remove())

/** The titles in the list, whatever their order. */
async function expectTitles(page: Page, ...titles: string[]): Promise<void> {
  const { articleRows, rowOf } = libraryScreen(page)
  await expect(articleRows).toHaveCount(titles.length)
  for (const title of titles) await expect(rowOf(title)).toBeVisible()
}

test('by keys alone the articles are filtered by outlet and tag, and stay so over restarts', async ({
  startApp,
}) => {
  const first = await startApp()
  const { page } = first
  await forbidPointer(page)
  const library = libraryScreen(page)
  const main = page.getByRole('main')
  await expectTitles(page, gate, pumps, sluice, letters)
  await library.rowOf(gate).focus()
  await page.keyboard.press('/')
  await expect(library.choice('Harbour Post')).toBeFocused()
  await page.keyboard.press('Enter')
  await expectTitles(page, gate, pumps)
  await expect(main).toContainText('2 of 4 articles')
  await expect(library.choice('Harbour Post')).toHaveAttribute('aria-pressed', 'true')
  // Its branch opens below a tag that is chosen, each with how many articles it leaves.
  await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown')
  await expect(library.choice('Frames')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(library.choice('Cost')).toHaveText('Cost1')
  await press(page, 'ArrowDown', 'Enter')
  await expectTitles(page, gate)
  await expect(main).toContainText('1 of 4 articles')
  await page.keyboard.press('Escape')
  await expect(library.rowOf(gate)).toBeFocused()
  // Reading does not lose it.
  await page.keyboard.press('Enter')
  await expect(page.getByRole('document', { name: 'Article text' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(library.rowOf(gate)).toBeFocused()
  await expect(library.chips).toHaveText([/Harbour Post/u, /Frames$/u, /Frames \/ Blame/u])
  expect(await pointedAt(page)).toEqual([])
  await first.close()

  const second = await startApp()
  await forbidPointer(second.page)
  await expectTitles(second.page, gate)
  const restored = libraryScreen(second.page)
  await expect(restored.rowOf(gate)).toBeFocused()
  await expect(restored.chips).toHaveCount(3)
  expect(await pointedAt(second.page)).toEqual([])
})

test('each filter is taken away by itself: the next has the keyboard then, after the last the list', async ({
  startApp,
}) => {
  const { page } = await startApp()
  const library = libraryScreen(page)
  for (const name of ['Harbour Post', 'Frames', 'Blame']) await library.choice(name).click()
  await expectTitles(page, gate)
  await library.chips.first().getByRole('button').focus()
  for (const left of [2, 1]) {
    await page.keyboard.press('Enter')
    await expect(library.chips).toHaveCount(left)
    await expect(library.chips.first().getByRole('button')).toBeFocused()
  }
  await page.keyboard.press('Enter')
  await expectTitles(page, gate, pumps, sluice, letters)
  await expect(library.rowOf(gate)).toBeFocused()
})

test('that no article fits is said in a sentence with the way back, also after a power cut', async ({
  startApp,
  workspace,
}) => {
  const first = await startApp()
  const library = libraryScreen(first.page)
  await library.choice('Daily Coast').click()
  await library.choice('Frames').click()
  const sentence = 'No article from Daily Coast has a passage tagged “Frames”.'
  await expect(first.page.getByText(sentence)).toBeVisible()
  await expect(first.page.getByRole('main')).toContainText('0 of 4 articles')
  await expect(library.articleRows).toHaveCount(0)
  // A moment later it lies on this machine, whatever ends the app then.
  await expect
    .poll(async () => JSON.stringify((await sessionOnDisk(workspace))?.filters))
    .toContain('Daily Coast')
  await first.kill()

  const second = await startApp()
  const restored = libraryScreen(second.page)
  await expect(second.page.getByText(sentence)).toBeVisible()
  await expect(restored.clearFilters.last()).toBeFocused()
  await second.page.keyboard.press('Enter')
  await expectTitles(second.page, gate, pumps, sluice, letters)
  await expect(restored.articleRows.and(second.page.locator(':focus'))).toHaveCount(1)
})

test('an article whose last tag goes leaves the list, and the keyboard stays in it', async ({
  startApp,
}) => {
  const { page } = await startApp()
  const library = libraryScreen(page)
  for (const title of [pumps, letters]) {
    await library.rowOf(title).focus()
    await page.keyboard.press('t')
    await page.keyboard.type('To discuss')
    await page.keyboard.press('Enter')
    await expect(library.rowOf(title)).toBeFocused()
  }
  await page.keyboard.press('/')
  await library.choice('To discuss').focus()
  await page.keyboard.press('Enter')
  await expectTitles(page, pumps, letters)
  await library.rowOf(letters).focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expectTitles(page, pumps)
  await expect(library.rowOf(pumps)).toBeFocused()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByText('No article has a passage tagged “To discuss”.')).toBeVisible()
  await expect(library.clearFilters.last()).toBeFocused()
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expectTitles(page, pumps)
  await expect(library.rowOf(pumps)).toBeFocused()
})

test('on a narrow window the filters open from a button, and nothing sticks out', async ({
  startApp,
}) => {
  const { page } = await startApp()
  await page.setViewportSize({ width: 390, height: 800 })
  const library = libraryScreen(page)
  const opener = page.getByRole('button', { name: 'Filters', exact: true })
  await expect(library.filters).not.toBeVisible()
  await opener.click()
  await library.choice('Harbour Post').click()
  await library.choice('Sources').click()
  await expectTitles(page, gate)
  await expect(library.chips).toHaveCount(2)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await page.keyboard.press('Escape')
  await expect(library.filters).not.toBeVisible()
  await expect(library.rowOf(gate)).toBeFocused()
  await library.clearFilters.click()
  await expectTitles(page, gate, pumps, sluice, letters)
  await expect(library.rowOf(gate)).toBeFocused()
})
