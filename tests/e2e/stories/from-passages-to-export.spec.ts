import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkAnnotationPage } from '../../standards/w3c-check.ts'
import { pressmark } from '../../support/pressmark.ts'
import { bridgeToll, seedPage, wordsOf } from '../../support/story-pages.ts'
import { expect, test } from '../fixtures.ts'
import { exportScreen } from '../screens/export-screen.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

for (const story of [bridgeToll, seedPage]) {
  test(`a researcher collects and exports the passages of ${story.name}`, async ({
    startApp,
    serveFolder,
    workspace,
  }) => {
    test.skip(!story.isThere, 'needs ../shared')
    const site = await serveFolder(story.folder)
    const url = site.url(story.file)
    const first = wordsOf(story.paragraphs[1], 1, 7)
    const second = wordsOf(story.paragraphs[1], 4, 11)
    const { page } = await startApp()
    await libraryScreen(page).captureFromOwnNetwork(url, story.title)
    await site.close()

    await libraryScreen(page).open(story.title)
    const reader = readerScreen(page)
    await expect(reader.article).toBeFocused()
    await reader.selectWithMouse(first)
    await reader.tag('Frames/Warning')
    await reader.selectWithMouse(second)
    await reader.tag('Frames/Blame')

    // Undo takes the last step back, on screen and on disk; redo brings it again.
    await reader.showList()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(reader.passages).not.toContainText('Blame')
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(reader.passages).toContainText('Blame')

    // Both stand in Passages; the filter by words leaves one.
    await page.keyboard.press('ControlOrMeta+2')
    const rows = page.getByRole('main').getByRole('row')
    await expect(rows.filter({ hasText: 'Warning' })).toContainText(first)
    await expect(rows.filter({ hasText: 'Blame' })).toContainText(second)
    const words = page.getByRole('searchbox', { name: 'Words in passage, note or title' })
    await words.fill(second)
    await expect(rows.filter({ hasText: 'Warning' })).toHaveCount(0)
    await words.fill('')

    // Mark both, put them into a collection by keys alone.
    await rows.filter({ hasText: 'Warning' }).focus()
    await page.keyboard.press('x')
    await rows.filter({ hasText: 'Blame' }).focus()
    await page.keyboard.press('x')
    await page.keyboard.press('l')
    await page.keyboard.type('Chapter 2')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('list', { name: 'Collections' })).toContainText('Chapter 2')

    // Enter opens the Reader at the passage.
    await rows.filter({ hasText: 'Blame' }).focus()
    await page.keyboard.press('Enter')
    await expect(reader.article).toBeVisible()
    await expect(reader.passages).toContainText('Frames / Blame')

    // Export the collection three ways; the preview is the file itself.
    await page.keyboard.press('ControlOrMeta+Shift+e')
    const screen = exportScreen(page)
    await expect(screen.preview).toContainText(first)
    const at = (name: string): string => join(workspace.folder, name)
    await screen.exportTo('Markdown', at('chapter.md'))
    await screen.exportTo('Table', at('chapter.csv'))
    await screen.exportTo('Web annotations', at('chapter'))
    for (const name of ['chapter.md', 'chapter.csv']) {
      const text = await readFile(at(name), 'utf8')
      for (const part of [first, second, url, story.title, 'Frames/Blame']) {
        expect(text).toContain(part)
      }
    }
    const files = await readdir(at('chapter'))
    const pageFile = files.find((name) => name.endsWith('.jsonld')) ?? ''
    const annotations = JSON.parse(await readFile(join(at('chapter'), pageFile), 'utf8'))
    const text = await readFile(join(at('chapter'), pageFile.replace('.jsonld', '.txt')), 'utf8')
    expect(checkAnnotationPage(annotations, text)).toEqual([])
    expect(annotations.items).toHaveLength(2)

    const { json } = await pressmark(workspace, ['collection', 'list', '--json'])
    expect(json.collections).toMatchObject([{ name: 'Chapter 2', passages: 2 }])
  })
}
