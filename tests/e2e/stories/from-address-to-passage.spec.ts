import { pressmark } from '../../support/pressmark.ts'
import { bridgeToll, seedPage, wordsOf } from '../../support/story-pages.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

for (const story of [bridgeToll, seedPage]) {
  for (const ending of ['close', 'kill'] as const) {
    test(`a researcher tags ${story.name}, and finds it all after ${ending}`, async ({
      startApp,
      serveFolder,
      workspace,
    }) => {
      test.skip(!story.isThere, 'needs ../shared')
      const site = await serveFolder(story.folder)
      const first = wordsOf(story.paragraphs[1], 1, 7)
      const second = wordsOf(story.paragraphs[1], 4, 11)

      const app = await startApp()
      const library = libraryScreen(app.page)
      await library.captureFromOwnNetwork(site.url(story.file), story.title)
      await site.close()

      // The reading view holds the whole article and none of its furniture.
      await library.open(story.title)
      const reader = readerScreen(app.page)
      await expect(reader.article).toBeFocused()
      for (const paragraph of story.paragraphs)
        await expect(reader.article).toContainText(paragraph)
      for (const words of story.mustNotContain) {
        await expect(reader.article).not.toContainText(words)
      }

      // Two passages that overlap, by mouse; the second gets a note as well.
      await reader.selectWithMouse(first)
      await expect(reader.popover).toBeVisible()
      await reader.tag('Frames/Warning')
      await reader.selectWithMouse(second)
      await app.page.keyboard.press('t')
      await app.page.keyboard.type('Frames/Blame')
      await app.page.keyboard.press('Control+Enter')
      await app.page.keyboard.press('Tab')
      await expect(reader.note).toBeFocused()
      await app.page.keyboard.type('Compare *minutes*')
      await app.page.keyboard.press('Escape')
      await expect(reader.article).toBeFocused()

      // A third by keys alone: the first sentence of the next paragraph.
      await app.page.keyboard.press('j')
      await app.page.keyboard.press('ArrowRight')
      await reader.tag('Sources')

      // And the article itself.
      await app.page.getByRole('button', { name: /Tag the whole article/u }).click()
      await app.page.keyboard.type('To discuss')
      await app.page.keyboard.press('Enter')
      await reader.showList()
      await expect(reader.passages).toContainText('To discuss')

      await app[ending]()

      const again = await startApp()
      // It goes on where it was: in the article.
      const reopened = readerScreen(again.page)
      await expect(reopened.article).toBeFocused()
      await reopened.showList()
      for (const words of [first, second]) await expect(reopened.passages).toContainText(words)
      await expect(reopened.marks(wordsOf(first, 0, 2))).toHaveCount(1)
      await expect(reopened.passages.getByLabel('with a note')).toHaveCount(1)
      for (const path of ['Warning', 'Blame', 'Sources', 'To discuss']) {
        await expect(reopened.passages).toContainText(path)
      }

      // The same on disk, as the command line reads it.
      const listed = await pressmark(workspace, ['list', '--json'])
      const [{ id }] = listed.json.articles
      const shown = await pressmark(workspace, ['show', id, '--json'])
      const annotations = shown.json.annotations.map(({ exact, tags, note }: any) => ({
        exact,
        tags,
        note,
      }))
      expect(annotations.slice(0, 3)).toEqual([
        { exact: null, tags: ['To discuss'], note: '' },
        { exact: first, tags: ['Frames/Warning'], note: '' },
        { exact: second, tags: ['Frames/Blame'], note: 'Compare *minutes*' },
      ])
      expect(annotations[3].tags).toEqual(['Sources'])
      expect(annotations).toHaveLength(4)
    })
  }
}
