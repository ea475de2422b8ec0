import type { Page } from 'playwright-core'
import type { InventedPassage } from '../fiction/invent-passages.ts'
import type { WrittenArticle } from '../fiction/invented-library.ts'
import { compared, type Measurement } from '../measurement.ts'
import { keyToArticle, untilAtRest, type OpenArticleLook } from './page-watch.ts'

/** An article, and the passages that were annotated in it. */
export type MeasuredArticle = WrittenArticle & { passages: readonly InventedPassage[] }

/** The first rounds warm up the engine, and are not counted. */
const warmUpRounds = 2

/**
 * From Enter on an article's row to its text painted and its marks in place: an article with many
 * annotations in turns with a plain one of the same length.
 */
export async function measureOpening(
  page: Page,
  plain: MeasuredArticle,
  annotated: MeasuredArticle,
  rounds: number,
): Promise<Measurement[]> {
  const painted = { plain: [] as number[], annotated: [] as number[] }
  const atRest = { plain: [] as number[], annotated: [] as number[] }
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (const [kind, article] of [
      ['plain', plain],
      ['annotated', annotated],
    ] as const) {
      const times = await openFromLibrary(page, article)
      await leave(page)
      if (round < 0) continue
      painted[kind].push(times.paintedMs)
      atRest[kind].push(times.atRestMs)
    }
  }
  const count = annotated.passages.length.toLocaleString('en')
  const characters = annotated.text.length.toLocaleString('en')
  const what = `opening ${characters} characters with ${count} annotations`
  const against = 'opening an article of the same length without any'
  return [
    compared({ id: 'opening', what, against, goal: 3 }, painted.annotated, painted.plain),
    compared(
      { id: 'opening-to-rest', what: 'the same, until nothing on the page changes', against },
      atRest.annotated,
      atRest.plain,
    ),
  ]
}

/** Opens an article by Enter on its row, and answers how long that took. */
export async function openFromLibrary(
  page: Page,
  article: MeasuredArticle,
): Promise<{ paintedMs: number; atRestMs: number }> {
  const row = page.getByRole('row').filter({ hasText: article.title })
  await row.waitFor()
  await row.focus()
  await untilAtRest(page)
  return keyToArticle(page, 'Enter', lookOf(article))
}

/** Back to the Library by Esc. */
export async function leave(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('row').first().waitFor()
}

/** Characters that surely lie in the window when an article opens at its top. */
const charactersInSight = 1_000

/** The look of an article from its invented text: what the page must show at its top, and its end. */
function lookOf({ text, passages }: MeasuredArticle): OpenArticleLook {
  const [title = '', ...paragraphs] = text.split('\n\n')
  let end = title.length
  let count = 0
  for (const paragraph of paragraphs) {
    if (end + 2 + paragraph.length > charactersInSight) break
    end += 2 + paragraph.length
    count += 1
  }
  const start = title.length + 2
  const standing = passages.filter((passage) => passage.start < end && start < passage.end)
  return { ending: text.slice(-40), paragraphs: count, annotations: standing.length }
}
