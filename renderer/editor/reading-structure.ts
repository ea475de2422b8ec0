import type { Passage } from '../../shared/anchoring/describe.ts'
import type { TextBlock } from '../../shared/text/text-of.ts'
import { inlineTextOf } from '../../shared/text/text-of.ts'
import { sentencesOf } from './sentences.ts'

/** What the reading cursor walks: textblocks with words in them, and their sentences. */
export type ReadingStructure = {
  text: string
  blocks: readonly Passage[]
  sentences: readonly Passage[]
  /** Where body text begins: the first block that is neither title nor standfirst. */
  firstBodyBlock: number
  /** What to call a block: “Paragraph 3 of 18”, “Headline”, “Caption”. */
  nameOf(block: number): string
}

const names: Readonly<Record<string, string>> = {
  title: 'Headline',
  standfirst: 'Standfirst',
  caption: 'Caption',
}

/** Cuts a document's text into what {@link ReadingStructure} holds. */
export function readingStructureOf(
  text: string,
  textBlocks: readonly TextBlock[],
  language?: string,
): ReadingStructure {
  const filled = textBlocks.filter((block) => inlineTextOf(block.node).trim() !== '')
  const isNamed = filled.map((block) => Object.hasOwn(names, block.node.type.name))
  const total = isNamed.filter((named) => !named).length
  const firstBody = filled.findIndex(
    (block) => block.node.type.name !== 'title' && block.node.type.name !== 'standfirst',
  )
  return {
    text,
    blocks: filled.map(({ start, end }) => ({ start, end })),
    sentences: filled.flatMap((block) =>
      sentencesOf(text.slice(block.start, block.end), language).map((sentence) => ({
        start: block.start + sentence.start,
        end: block.start + sentence.end,
      })),
    ),
    firstBodyBlock: Math.max(0, firstBody),
    nameOf(block) {
      const name = names[filled[block]?.node.type.name ?? '']
      if (name !== undefined) return name
      const place = isNamed.slice(0, block + 1).filter((named) => !named).length
      return `Paragraph ${place} of ${total}`
    },
  }
}

/** The index of the block that holds `offset`, or the last one before it. */
export function blockAt(structure: ReadingStructure, offset: number): number {
  const after = structure.blocks.findIndex((block) => block.start > offset)
  return Math.max(0, (after === -1 ? structure.blocks.length : after) - 1)
}
