import type { Block } from './block.ts'
import type { Finding } from './furniture.ts'

/** What a block becomes: a part of the document, or left out for a reason. */
export type Decision =
  | { block: Block; as: 'title' | 'standfirst' | 'lead' | 'body' }
  | { block: Block; as: 'left-out'; finding: Finding }

/** For what Readability found no part of the article, and no rule knows. */
export const outside: Finding = { kind: 'furniture', reason: 'outside the article' }
