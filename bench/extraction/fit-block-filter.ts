/**
 * `node bench/extraction/fit-block-filter.ts NEWS WIDER`: fits the block filter on two sets of pages with
 * their article bodies, cross-validates it by page and by site, and writes its weights. `NEWS` has
 * bodies without the title, `WIDER` with it. The same pages give the same weights, byte for byte.
 */
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { assemble } from '../../electron/capture/extract/assemble.ts'
import { decide } from '../../electron/capture/extract/decide.ts'
import { likelihoodsOf } from '../../electron/capture/extract/filter/block-filter.ts'
import type { Forest } from '../../electron/capture/extract/filter/forest.ts'
import { bodyOf } from '../../shared/text/body-of.ts'
import { parseDocument } from '../../shared/text/document-json.ts'
import { grow, randomOf, type Growth } from './boosting.ts'
import { learningPages, lessonOf, pageOf, type LearningPage } from './lessons.ts'
import { compareRuns, mean, newsScore, wordScore } from './scores.ts'

const growth: Growth = {
  trees: 150,
  depth: 4,
  rate: 0.1,
  rows: 0.5,
  columns: 0.3,
  leafWeight: 0.02,
  ridge: 0.1,
  seed: 7,
}
const folds = 5
const target = new URL('../../electron/capture/extract/filter/block-filter.json', import.meta.url)

async function main([news, wider, only]: readonly string[]): Promise<void> {
  if (news === undefined || wider === undefined) {
    throw new Error('Name the two folders: node bench/extraction/fit-block-filter.ts NEWS WIDER')
  }
  const pages = [
    ...(await learningPages({ folder: news, withTitle: false, weight: 2 })),
    ...(await learningPages({ folder: wider, withTitle: true, weight: 1 })),
  ]
  console.log(`${pages.length} pages, ${pages.flatMap(({ rows }) => rows).length} blocks`)
  if (only !== '--no-validation') {
    await validate('by page', pages, ({ page }) => page.id)
    await validate('by site', pages, ({ site }) => site)
  }
  const forest = grow(lessonOf(pages, growth.seed), growth)
  await writeFile(target, `${JSON.stringify(forest)}\n`)
  console.log(`written: ${fileURLToPath(target)}`)
}

/** Prints what filters score on pages that they have not seen; pages of one group stay together. */
async function validate(
  name: string,
  pages: readonly LearningPage[],
  groupOf: (page: LearningPage) => string,
): Promise<void> {
  const random = randomOf(growth.seed)
  const groups = [...new Set(pages.map(groupOf))].sort()
  const foldOf = new Map(groups.map((group) => [group, Math.floor(random() * folds)]))
  const bodies = new Map<LearningPage, string>()
  for (let fold = 0; fold < folds; fold += 1) {
    const isHeld = (page: LearningPage) => foldOf.get(groupOf(page)) === fold
    const forest = grow(
      lessonOf(
        pages.filter((page) => !isHeld(page)),
        growth.seed,
      ),
      growth,
    )
    for (const page of pages.filter(isHeld)) bodies.set(page, await bodyBy(forest, page))
  }
  const of = (withTitle: boolean) => pages.filter(({ set }) => set.withTitle === withTitle)
  const { f1, exact } = newsScore(
    of(false).map((page) => compareRuns(page.gold, bodies.get(page) ?? '')),
  )
  const wide = mean(of(true).map((page) => wordScore(page.gold, bodies.get(page) ?? '')))
  const figures = [
    `F1 ${f1.toFixed(4)}`,
    `exact ${exact.toFixed(3)}`,
    `wider F1 ${wide.toFixed(4)}`,
  ]
  console.log(`${folds}-fold ${name}: ${figures.join(', ')}`)
}

/** The body that a capture would make of a page if this were its filter. */
async function bodyBy(forest: Forest, { page, set }: LearningPage): Promise<string> {
  const parts = pageOf(await page.html(), page.url)
  if (parts === null) return ''
  const decisions = decide(parts, likelihoodsOf(parts, forest))
  const body = bodyOf(parseDocument(assemble(decisions, parts.title).document))
  return set.withTitle && parts.title !== null ? `${parts.title}\n${body}` : body
}

await main(process.argv.slice(2))
