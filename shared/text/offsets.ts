import type { Node } from 'prosemirror-model'
import { textBlocksOf, type TextBlock } from './text-of.ts'

/**
 * The two ways between offsets of the canonical text and positions of one document.
 *
 * Inverse for every offset inside a textblock. An offset in a separator, and a position between
 * blocks, snaps inward: to the end of the block before it, or to the start of the first block.
 */
export type OffsetMap = {
  blocks: readonly TextBlock[]
  offsetToPos(offset: number, bias?: Bias): number
  posToOffset(pos: number): number
}

/**
 * Which side an offset belongs to where an inline leaf without text stands at it: `start` is after
 * the leaf (a passage begins there), `end` before it (a passage ends there).
 */
export type Bias = 'start' | 'end'

/** Builds the map once per document: both ways are a binary search and a walk in one block. */
export function offsetMapOf(document: Node): OffsetMap {
  const blocks = textBlocksOf(document)
  return {
    blocks,
    offsetToPos(offset, bias = 'start') {
      const block = lastBlock(blocks, (candidate) => candidate.start <= offset)
      if (block === undefined) return blocks[0]?.pos ?? 0
      return posInBlock(block, Math.min(offset, block.end) - block.start, bias)
    },
    posToOffset(pos) {
      const block = lastBlock(blocks, (candidate) => candidate.pos <= pos)
      if (block === undefined) return 0
      return block.start + lengthBefore(block, pos - block.pos)
    },
  }
}

function lastBlock(
  blocks: readonly TextBlock[],
  isReached: (block: TextBlock) => boolean,
): TextBlock | undefined {
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >> 1
    const block = blocks[middle]
    if (block !== undefined && isReached(block)) low = middle + 1
    else high = middle
  }
  return blocks[low - 1]
}

function posInBlock(block: TextBlock, length: number, bias: Bias): number {
  let left = length
  let pos = block.pos
  for (const child of block.node.children) {
    const childLength = textLengthOf(child)
    if (left < childLength) return pos + left
    if (left === 0 && (bias === 'end' || childLength > 0)) return pos
    left -= childLength
    pos += child.nodeSize
  }
  return pos
}

function lengthBefore(block: TextBlock, relativePos: number): number {
  let length = 0
  let pos = 0
  for (const child of block.node.children) {
    if (pos >= relativePos) break
    const childLength = textLengthOf(child)
    length += child.isText ? Math.min(childLength, relativePos - pos) : childLength
    pos += child.nodeSize
  }
  return length
}

function textLengthOf(inline: Node): number {
  if (inline.isText) return inline.text?.length ?? 0
  return inline.type.name === 'hard_break' ? 1 : 0
}
