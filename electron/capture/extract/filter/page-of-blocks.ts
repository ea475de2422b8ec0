import type { Block } from '../block.ts'
import type { Finding } from '../furniture.ts'

/** What the filter is told of a block besides the block: what the rules say, and where the title is. */
export type BlockFacts = {
  block: Block
  /** The rule that its whole text fits, the name of an element around it, a byline. */
  rule: Finding | null
  around: Finding | null
  isByline: boolean
}

/** What the filter is told of a page. */
export type PageOfBlocks = {
  blocks: readonly BlockFacts[]
  /** The index of the block that is the title; -1 where none is. */
  titleAt: number
  title: string | null
  descriptions: readonly string[]
  /** The body that the page's structured data gives. */
  articleBody: string | null
}
