import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { addBridgeToll, annotate } from '../../support/given-library.ts'
import { pdfText } from '../../support/pdf-text.ts'
import { bridgeToll, wordsOf } from '../../support/story-pages.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

/** White space is where a line happens to end on paper. */
const closed = (words: string): string => words.replaceAll(/\s/gu, '')

/** Prints the window as the browser does, and reads what stands on the paper. */
async function paperOf(page: Page, folder: string): Promise<string> {
  const path = `${folder}/article.pdf`
  await page.pdf({ path, preferCSSPageSize: true })
  return closed(pdfText(await readFile(path)))
}

test('on paper stand the article, tags and notes beside its lines, and where it comes from', async ({
  startApp,
  workspace,
}) => {
  const id = await addBridgeToll(workspace)
  const words = wordsOf(bridgeToll.paragraphs[1], 1, 7)
  await annotate(workspace, id, words, 'Frames/Warning')
  const { page } = await startApp()
  await libraryScreen(page).open(bridgeToll.title)
  const reader = readerScreen(page)
  await page.getByRole('button', { name: 'Tag the whole article' }).click()
  await expect(reader.picker).toBeFocused()
  await page.keyboard.type('Topics/Bridges')
  await page.keyboard.press('Enter')
  await expect(reader.article).toBeFocused()
  await reader
    .marks(wordsOf(words, 0, 2))
    .first()
    .click()
  await page.keyboard.press('n')
  await expect(reader.note).toBeFocused()
  await page.keyboard.type('See *minutes*')
  await page.keyboard.press('Escape')
  await expect(reader.article).toBeFocused()
  // What stands over the text is not for paper.
  await page.keyboard.press('t')
  await expect(reader.picker).toBeFocused()

  const paper = await paperOf(page, workspace.folder)
  for (const there of [
    bridgeToll.title,
    bridgeToll.paragraphs.at(-1) ?? '',
    'Frames / Warning',
    'See minutes',
    'The whole article',
    'Topics / Bridges',
    '1 passage, 1 note by tester',
    'version 1 of 1',
    'UTC',
    'printed from Pressmark',
  ]) {
    expect(paper).toContain(closed(there))
  }
  expect(paper).toMatch(/SHA-256ofitstext[0-9a-f]{64}/u)
  for (const gone of ['Library', 'Ctrl', 'Codebook', 'Tag the whole', 'Next', 'paragraph'])
    expect(paper).not.toContain(closed(gone))
  // And gone from the window again.
  await expect(page.getByRole('region', { name: 'Source' })).toHaveCount(0)
  await expect(reader.article.locator('.paper-margin-note')).toHaveCount(0)
})

test('a name on paper stands at the height of its line, outside the text, and moves no word', async ({
  startApp,
  workspace,
}) => {
  const id = await addBridgeToll(workspace)
  await annotate(workspace, id, wordsOf(bridgeToll.paragraphs[1], 1, 7), 'Frames/Warning')
  await annotate(workspace, id, wordsOf(bridgeToll.paragraphs[1], 2, 9), 'Frames/Blame')
  const { page } = await startApp()
  await libraryScreen(page).open(bridgeToll.title)
  const { article } = readerScreen(page)
  await expect(article.locator('mark').first()).toBeVisible()
  // A4 without its edges.
  await page.setViewportSize({ width: 680, height: 900 })
  await page.emulateMedia({ media: 'print' })
  const paragraph = article.locator('p', { has: page.locator('mark') })
  const before = await paragraph.boundingBox()
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  const notes = article.locator('.paper-margin-note')
  await expect(notes).toHaveText(['Frames / Warning', 'Frames / Blame'])
  const after = await paragraph.boundingBox()
  const [first, second] = await Promise.all([
    notes.nth(0).boundingBox(),
    notes.nth(1).boundingBox(),
  ])
  const line = await article.locator('mark').first().boundingBox()
  if (before === null || after === null || first === null || second === null || line === null)
    throw new Error('not drawn')
  expect(after.height).toBe(before.height)
  expect(first.x).toBeGreaterThan(after.x + after.width)
  expect(first.x + first.width).toBeLessThanOrEqual(680)
  expect(Math.abs(first.y - line.y)).toBeLessThan(line.height)
  expect(second.y).toBeGreaterThanOrEqual(first.y + first.height - 1)
})

test('the sheet of keys is printed alone, all of it', async ({ startApp, workspace }) => {
  await addBridgeToll(workspace)
  const { page } = await startApp()
  await libraryScreen(page).rowOf(bridgeToll.title).focus()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  const paper = await page.locator('body').innerText()
  expect(paper).toContain('Ctrl+Shift+E')
  expect(paper).toContain('Choose what and as what')
  for (const gone of [bridgeToll.title, 'Print', 'Close\n']) expect(paper).not.toContain(gone)
  const sheet = await page.locator('dialog').evaluate((dialog) => ({
    isWhole: dialog.scrollHeight <= dialog.clientHeight,
    isTallerThanTheWindow: dialog.clientHeight > window.innerHeight,
  }))
  expect(sheet).toEqual({ isWhole: true, isTallerThanTheWindow: true })
})

test('no ring stands around what has the focus on paper', async ({ startApp, workspace }) => {
  await addBridgeToll(workspace)
  const { page } = await startApp()
  await libraryScreen(page).rowOf(bridgeToll.title).focus()
  await page.keyboard.press('Enter')
  await expect(readerScreen(page).article).toBeFocused()
  await page.emulateMedia({ media: 'print' })
  await expect(readerScreen(page).article).toHaveCSS('outline-style', 'none')
})

test('of a list the rows are printed, without what is pressed or typed into', async ({
  startApp,
  workspace,
}) => {
  const id = await addBridgeToll(workspace)
  const words = wordsOf(bridgeToll.paragraphs[1], 1, 7)
  await annotate(workspace, id, words, 'Frames/Warning')
  const { page } = await startApp()
  for (const [place, there] of [
    ['Control+1', bridgeToll.title],
    ['Control+2', words],
  ] as const) {
    await page.keyboard.press(place)
    await expect(page.getByRole('row').filter({ hasText: there })).toBeVisible()
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('row').filter({ hasText: there })).toBeVisible()
    await expect(page.locator(':is(button, input, select, textarea):visible')).toHaveCount(0)
    const paper = await page.locator('body').innerText()
    for (const gone of ['Add a file', 'Filters', 'Export']) expect(paper).not.toContain(gone)
    await page.emulateMedia({ media: 'screen' })
  }
})
