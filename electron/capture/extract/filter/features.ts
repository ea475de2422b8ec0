import type { Block } from '../block.ts'
import { squeeze } from '../dom.ts'
import { containersOf } from './containers.ts'
import { neighbourNames, neighboursOf } from './neighbours.ts'
import type { PageOfBlocks } from './page-of-blocks.ts'
import { standingNames, standingOf } from './standing.ts'
import { wordingNames, wordingOf } from './wording.ts'

/** The names of a row of {@link featuresOf}, in its order. */
export const featureNames: readonly string[] = [
  ...wordingNames,
  ...standingNames,
  'kept share', 'title words', 'repeats', 'inside another', 'in data', 'described',
  ...neighbourNames,
] // prettier-ignore

/** A row of numbers for each block of a page. */
export function featuresOf(page: PageOfBlocks): Float64Array[] {
  const blocks = page.blocks.map(({ block }) => block)
  const containers = containersOf(blocks)
  const alone = onItsOwn(page, blocks)
  const wordings = blocks.map(({ text }) => wordingOf(text))
  const around = neighboursOf(page, wordings)
  return page.blocks.map((facts, index) =>
    Float64Array.from([
      ...(wordings[index] ?? []),
      ...standingOf(facts, containers),
      ...alone(facts.block),
      ...(around[index] ?? []),
    ]),
  )
}

function onItsOwn(page: PageOfBlocks, blocks: readonly Block[]): (block: Block) => number[] {
  const counts = new Map<string, number>()
  for (const { text } of blocks) {
    const folded = fold(text)
    counts.set(folded, (counts.get(folded) ?? 0) + 1)
  }
  const titleWords = new Set(wordsOf(page.title ?? ''))
  const body = page.articleBody === null ? null : fold(page.articleBody)
  const descriptions = page.descriptions.map(fold)
  const prose = fold(
    blocks
      .filter(({ keptLength, length }) => keptLength > 0 && length > 80)
      .map(({ text }) => text)
      .join(' '),
  )
  return (block) => {
    const text = fold(block.text)
    const words = wordsOf(block.text)
    const isInside = text.length >= 20 && isTwice(prose, text)
    const isInData = body === null ? -1 : Number(text.length > 0 && body.includes(text))
    return [
      block.length === 0 ? 0 : block.keptLength / block.length,
      words.length === 0 ? 0 : words.filter((word) => titleWords.has(word)).length / words.length,
      Math.min(counts.get(text) ?? 0, 5),
      Number(isInside),
      isInData,
      Number(
        text.length >= 20 &&
          descriptions.some((line) => line.startsWith(text) || text.startsWith(line)),
      ),
    ]
  }
}

function isTwice(whole: string, part: string): boolean {
  const first = whole.indexOf(part)
  return first >= 0 && whole.indexOf(part, first + 1) >= 0
}

function fold(text: string): string {
  return squeeze(text).toLowerCase()
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
