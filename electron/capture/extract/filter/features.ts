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
  const isTwice = repeatsIn(prose)
  return (block) => {
    const text = fold(block.text)
    const words = wordsOf(block.text)
    const isInside = isTwice(text)
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

const shortestRepeat = 20

/** Whether a longer text stands in `whole` more than once; looked up by how it begins, word by word. */
function repeatsIn(whole: string): (text: string) => boolean {
  const beginnings = new Map<string, number>()
  for (let start = 0; start >= 0; start = whole.indexOf(' ', start + 1)) {
    const from = start === 0 ? 0 : start + 1
    const key = whole.slice(from, from + shortestRepeat)
    beginnings.set(key, (beginnings.get(key) ?? 0) + 1)
  }
  return (text) => {
    if (text.length < shortestRepeat) return false
    if ((beginnings.get(text.slice(0, shortestRepeat)) ?? 0) < 2) return false
    return whole.indexOf(text) !== whole.lastIndexOf(text)
  }
}

function fold(text: string): string {
  return squeeze(text).toLowerCase()
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
