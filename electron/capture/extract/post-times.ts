import { blockOf, type Block } from './block.ts'
import { parentOf } from './dom.ts'

const time = /^\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?$/iu

/**
 * Live blogs set the time of a post on a line above its heading: the two become one heading of two
 * lines, so that a post keeps its time.
 */
export function joinPostTimes(blocks: readonly Block[]): Block[] {
  const times = blocks.filter((block, index) => isPostTime(block, blocks[index + 1]))
  if (times.length < 2) return [...blocks]
  const result: Block[] = []
  for (const block of blocks) {
    const before = result.at(-1)
    if (before !== undefined && isPostTime(before, block)) {
      result.pop()
      result.push(blockOf(block, [...before.pieces, { kind: 'break' }, ...block.pieces]))
    } else result.push(block)
  }
  return result
}

function isPostTime(block: Block, next: Block | undefined): boolean {
  return (
    block.form === 'paragraph' &&
    next?.form === 'heading' &&
    time.test(block.text) &&
    next.element !== null &&
    block.element === parentOf(next.element)
  )
}
