import { readFile } from 'node:fs/promises'
import { addBridgeToll, annotate } from '../../support/given-library.ts'
import { bridgeToll, wordsOf } from '../../support/story-pages.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

test('on paper stand the article, its passages in words, and where it comes from', async ({
  startApp,
  workspace,
}) => {
  const id = await addBridgeToll(workspace)
  const words = wordsOf(bridgeToll.paragraphs[1], 1, 7)
  await annotate(workspace, id, words, 'Frames/Warning')
  const { page } = await startApp()
  await libraryScreen(page).open(bridgeToll.title)
  const reader = readerScreen(page)
  await reader
    .marks(wordsOf(words, 0, 2))
    .first()
    .click()
  await page.keyboard.press('n')
  await expect(reader.note).toBeFocused()
  await page.keyboard.type('See *minutes*')
  await page.keyboard.press('Escape')
  await expect(reader.article).toBeFocused()

  // What the browser draws for paper, as text: it is asked while the page is printed.
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  const paper = await page.locator('body').innerText()
  for (const there of [
    bridgeToll.title,
    bridgeToll.paragraphs.at(-1) ?? '',
    words,
    'Frames / Warning',
    'See minutes',
    'tester',
    'version 1 of 1',
  ]) {
    expect(paper).toContain(there)
  }
  expect(paper).toMatch(/SHA-256 of its text [0-9a-f]{64}/u)
  for (const gone of ['Library', 'Ctrl', 'Codebook', 'Tag the whole article', 'paragraph']) {
    expect(paper).not.toContain(gone)
  }
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await expect(page.getByRole('region', { name: 'Passages and source' })).toHaveCount(0)

  // The browser itself says when it prints.
  await page.emulateMedia({ media: null })
  const path = `${workspace.folder}/article.pdf`
  await page.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    const look = (): number => seen.push(document.querySelector('section ol')?.textContent ?? '')
    window.addEventListener('beforeprint', look)
  })
  await page.pdf({ path, format: 'A4' })
  expect((await readFile(path)).subarray(0, 5).toString()).toBe('%PDF-')
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen)
  expect(seen).toEqual([expect.stringContaining('Frames / Warning')])
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
