import forest from './block-filter.json' with { type: 'json' }
import type { Block } from '../block.ts'
import { featuresOf } from './features.ts'
import { probabilityOf, type Forest } from './forest.ts'
import type { PageOfBlocks } from './page-of-blocks.ts'

/** From here on a block is taken for a part of the article. */
export const threshold = 0.4

/** True for what the filter decides on: text that may be body. Titles, captions and pictures are told otherwise. */
export function isFiltered(block: Block): boolean {
  return block.text !== '' && block.form !== 'caption' && block.form !== 'picture'
}

/**
 * How likely each block of a page is a part of the article's body, by the fitted filter; null for what
 * it does not decide on. `fitted` and `rows` are given where the filter itself is measured. The items of
 * one list, and the cells of one table, stand or fall together.
 */
export function likelihoodsOf(
  page: PageOfBlocks,
  fitted: Forest = forest,
  rows: readonly Float64Array[] = featuresOf(page),
): (number | null)[] {
  const blocks = page.blocks.map(({ block }) => block)
  const own = blocks.map((block, index) => {
    const row = rows[index]
    return isFiltered(block) && row !== undefined ? probabilityOf(fitted, row) : null
  })
  return together(blocks, own)
}

/** The mean over each list and each table, by length. */
function together(blocks: readonly Block[], own: readonly (number | null)[]): (number | null)[] {
  const sums = new Map<object, { weight: number; sum: number }>()
  blocks.forEach((block, index) => {
    const group = block.table ?? block.list
    const likelihood = own[index] ?? null
    if (group === null || likelihood === null) return
    const { weight, sum } = sums.get(group) ?? { weight: 0, sum: 0 }
    const length = block.length + 5
    sums.set(group, { weight: weight + length, sum: sum + length * likelihood })
  })
  return own.map((likelihood, index) => {
    const group = blocks[index]?.table ?? blocks[index]?.list ?? null
    const mean = group === null ? undefined : sums.get(group)
    return likelihood === null || mean === undefined ? likelihood : mean.sum / mean.weight
  })
}
