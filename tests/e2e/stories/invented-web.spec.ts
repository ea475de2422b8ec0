import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pressmark } from '../../support/pressmark.ts'
import { inventedWeb, type InventedPage } from '../../support/story-pages.ts'
import { expect, test } from '../fixtures.ts'
import { exportScreen } from '../screens/export-screen.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

test.skip(!inventedWeb.isThere, 'needs ../shared')

/** A page of the invented web with what the stories ask of it. */
function pageOf(file: string): InventedPage & { title: string; lastSentence: string } {
  const found = inventedWeb.pages.find((page) => page.file === file)
  return { ...found, title: found?.title ?? '', lastSentence: found?.lastSentence ?? '' } as never
}

test('a hostile page is captured, read and exported; nothing of it runs, and nothing is fetched', async ({
  startApp,
  serveFolder,
  workspace,
}) => {
  const { title, lastSentence, mustNotContain } = pageOf('hostile.html')
  const site = await serveFolder(inventedWeb.folder)
  const { page } = await startApp()
  const happened: string[] = []
  page.on('dialog', (dialog) => {
    happened.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', () => happened.push('a window'))
  page.on('request', (request) => {
    if (/canary|PWNED/u.test(request.url()) || request.url().startsWith(site.origin)) {
      happened.push(`a request: ${request.url()}`)
    }
  })
  const ownTitle = await page.title()
  await libraryScreen(page).captureFromOwnNetwork(site.url('hostile.html'), title)
  const fetched = site.requests.length

  await libraryScreen(page).open(title)
  const reader = readerScreen(page)
  await expect(reader.article).toContainText(lastSentence)
  for (const words of mustNotContain) await expect(reader.article).not.toContainText(words)
  await expect(
    reader.article.locator('script, iframe, object, embed, form, svg, style'),
  ).toHaveCount(0)
  expect(await handlersIn(reader.article)).toEqual([])
  await reader.selectWithMouse(lastSentence)
  await reader.tag('Denials')
  await page.keyboard.press('ControlOrMeta+Shift+e')
  const screen = exportScreen(page)
  await screen.exportTo('Markdown', join(workspace.folder, 'lamp.md'))
  expect(await readFile(join(workspace.folder, 'lamp.md'), 'utf8')).toContain(lastSentence)

  expect(happened).toEqual([])
  expect(await page.title()).not.toContain('PWNED')
  expect(ownTitle).not.toContain('PWNED')
  expect(site.requests.slice(fetched)).toEqual([])
  expect(site.requests.filter((path) => path.includes('canary'))).toEqual([])
})

/** Attributes of an element and all in it that would run something. */
function handlersIn(article: ReturnType<typeof readerScreen>['article']): Promise<string[]> {
  return article.evaluate((root) =>
    [root, ...root.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes]
        .filter(({ name, value }) => name.startsWith('on') || /^\s*(?:java|data:)/iu.test(value))
        .map(({ name, value }) => `${element.tagName} ${name}=${value.slice(0, 40)}`),
    ),
  )
}

test('an Arabic article is read from right to left, and the words that were selected are marked', async ({
  startApp,
  serveFolder,
}) => {
  const { title } = pageOf('arabic.html')
  const words = 'لن نغلق الرصيف قبل الشتاء'
  const site = await serveFolder(inventedWeb.folder)
  const { page } = await startApp()
  await libraryScreen(page).captureFromOwnNetwork(site.url('arabic.html'), title)
  await libraryScreen(page).open(title)
  const reader = readerScreen(page)
  await expect(reader.article).toContainText(words)
  const paragraph = reader.article.locator('p').filter({ hasText: words })
  await expect(paragraph).toHaveCSS('direction', 'rtl')
  // Its short last line ends at the left; it begins at the right edge of the column.
  const edges = await paragraph.evaluate((element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    const [line] = range.getClientRects()
    const box = element.getBoundingClientRect()
    return { fromRight: box.right - (line?.right ?? 0), fromLeft: (line?.left ?? 0) - box.left }
  })
  expect(edges.fromRight).toBeLessThan(edges.fromLeft)

  await reader.selectWithMouse(words)
  await reader.tag('Sources')
  await expect(reader.marks(words)).toHaveText(words)
  await expect(reader.article.locator('mark')).toHaveText([words])
})

test('a Japanese passage, selected within a sentence that has no spaces, is the one in the export', async ({
  startApp,
  serveFolder,
  workspace,
}) => {
  const { title } = pageOf('japanese.html')
  const words = '冬までは埠頭を閉鎖しない'
  const site = await serveFolder(inventedWeb.folder)
  const { page } = await startApp()
  await libraryScreen(page).captureFromOwnNetwork(site.url('japanese.html'), title)
  await libraryScreen(page).open(title)
  const reader = readerScreen(page)
  await reader.selectWithMouse(words)
  await reader.tag('Sources')
  await expect(reader.article.locator('mark')).toHaveText([words])
  await page.keyboard.press('ControlOrMeta+Shift+e')
  const path = join(workspace.folder, 'harbour.csv')
  await exportScreen(page).exportTo('Table', path)
  const [{ id }] = (await pressmark(workspace, ['list', '--json'])).json.articles
  const shown = (await pressmark(workspace, ['show', id, '--json'])).json
  expect(shown.annotations.map(({ exact }: any) => exact)).toEqual([words])
  const table = await readFile(path, 'utf8')
  expect(table).toContain(words)
  expect(table).not.toContain(`${words}」`)
})

test('in an article of 200,000 characters a passage at its end is found from Passages, and jumped to', async ({
  startApp,
  serveFolder,
}) => {
  const { title, lastSentence } = pageOf('longread.html')
  const site = await serveFolder(inventedWeb.folder)
  const { page } = await startApp()
  await libraryScreen(page).captureFromOwnNetwork(site.url('longread.html'), title)
  await libraryScreen(page).open(title)
  const reader = readerScreen(page)
  await reader.selectWithMouse(lastSentence)
  await reader.tag('Endings')
  await page.keyboard.press('Home')
  await page.keyboard.press('ControlOrMeta+2')
  await page
    .getByRole('searchbox', { name: 'Words in passage, note or title' })
    .fill('nobody there noticed either')
  const row = page.getByRole('main').getByRole('row').filter({ hasText: 'Endings' })
  await row.focus()
  await page.keyboard.press('Enter')
  await expect(reader.marks('The lamp, when they lit it again')).toBeInViewport()
})

test('a page that stays is told as the same text; one that is gone takes no version away', async ({
  startApp,
  serveFolder,
  workspace,
}) => {
  const site = await serveFolder(inventedWeb.folder)
  const { page } = await startApp()
  const library = libraryScreen(page)
  const title = 'A page that stays: harbour'
  await library.captureFromOwnNetwork(site.url('etag/harbour'), title)
  await library.pasteAnywhere(site.url('etag/harbour'))
  await expect(library.rowOf(title)).toContainText('Same text')

  for (const status of [404, 410, 500]) {
    site.answerFromNowOn('/etag/harbour', status)
    await library.pasteAnywhere(site.url('etag/harbour'))
    const failed = library.failedRowOf('/etag/harbour')
    await expect(failed).toContainText(String(status))
    await failed.getByRole('button', { name: 'Dismiss' }).click()
    await expect(failed).toHaveCount(0)
    await expect(library.rowOf(title)).toContainText('Same text')
  }
  await expect(library.articleRows).toHaveCount(1)
  const [{ id, versions }] = (await pressmark(workspace, ['list', '--json'])).json.articles
  expect(versions).toBe(1)
  await library.open(title)
  await expect(readerScreen(page).article).toContainText('The ferry to Little Skarn')
  expect((await pressmark(workspace, ['show', id, '--json'])).json.text).toContain('Little Skarn')
})
