import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getDomain } from 'tldts'
import { partsOf } from '../../electron/capture/extract/extract-page.ts'
import { isFiltered } from '../../electron/capture/extract/filter/block-filter.ts'
import { featureNames, featuresOf } from '../../electron/capture/extract/filter/features.ts'
import { randomOf, type Lesson } from './boosting.ts'
import { labelsOf, tokensOf } from './labels.ts'
import { pagesOf, type SetPage } from './pages.ts'

/** A set to learn from: its folder, whether its gold bodies begin with the title, what a page counts. */
export type LearningSet = { folder: string; withTitle: boolean; weight: number }

/** A page to learn from. The page itself is parsed again where it is needed: a DOM is large. */
export type LearningPage = {
  set: LearningSet
  page: SetPage
  gold: string
  site: string
  rows: { features: Float64Array; isBody: boolean; weight: number }[]
}

/** The moment that every page is read at, so that a fit is the same next year. */
export const moment = '2026-11-25T12:00:00.000Z'

/** Reads a set; pages that can't be taken apart teach nothing, and are not among them. */
export async function learningPages(set: LearningSet): Promise<LearningPage[]> {
  const truth = JSON.parse(await readFile(join(set.folder, 'ground-truth.json'), 'utf8')) as Record<
    string,
    { articleBody: string | null } | undefined
  >
  const learned: LearningPage[] = []
  for (const page of await pagesOf(set.folder)) {
    const gold = truth[page.id]?.articleBody ?? ''
    const site = getDomain(page.url ?? '') ?? page.id
    learned.push({
      set,
      page,
      gold,
      site,
      rows: rowsOf(await page.html(), page.url, gold, set.weight),
    })
  }
  return learned
}

function rowsOf(
  html: string,
  url: string | null,
  gold: string,
  weight: number,
): LearningPage['rows'] {
  const page = pageOf(html, url)
  if (page === null) return []
  const features = featuresOf(page)
  const texts = page.blocks.map(({ block }) => block.text)
  const labels = labelsOf(texts, gold)
  const words = texts.map((text) => tokensOf(text).length)
  const kept = page.blocks.reduce(
    (sum, { block }, index) =>
      block.keptLength > block.length / 2 ? sum + (words[index] ?? 0) : sum,
    0,
  )
  const size = Math.max(20, tokensOf(gold).length, kept)
  return page.blocks.flatMap(({ block }, index) => {
    const row = features[index]
    if (row === undefined || !isFiltered(block) || index === page.titleAt) return []
    const count = words[index] ?? 0
    // Half by its share of the page's words, half as one block among others: pages can be right whole.
    const share = count === 0 ? 0.02 : Math.min(1, count / size) / 2 + 0.01
    return [{ features: row, isBody: (labels[index] ?? 0) > 0.5, weight: weight * share }]
  })
}

/** A page as the filter sees it; null where it can't be taken apart. */
export function pageOf(html: string, url: string | null) {
  try {
    return partsOf({ html, url, now: moment }).page
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}

const linkShare = featureNames.indexOf('link share')
const keptShare = featureNames.indexOf('kept share')
const words = featureNames.indexOf('words')

/** The rows of pages as columns. Of the many short links far from any article one in four is enough. */
export function lessonOf(pages: readonly LearningPage[], seed: number): Lesson {
  const random = randomOf(seed)
  const rows = pages.flatMap((page) =>
    page.rows.flatMap((row) => {
      const { features, isBody } = row
      const value = (column: number) => features[column] ?? 0
      const isCommon = !isBody && value(keptShare) === 0 && value(linkShare) > 0.5
      if (!isCommon || value(words) >= 15) return [row]
      return random() < 0.25 ? [{ ...row, weight: row.weight * 4 }] : []
    }),
  )
  return {
    columns: featureNames.map((_, column) =>
      Float64Array.from(rows, ({ features }) => features[column] ?? 0),
    ),
    labels: Float64Array.from(rows, ({ isBody }) => Number(isBody)),
    weights: Float64Array.from(rows, ({ weight }) => weight),
  }
}
