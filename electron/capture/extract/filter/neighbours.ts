import type { Block } from '../block.ts'
import { parentOf } from '../dom.ts'
import type { PageOfBlocks } from './page-of-blocks.ts'
import { endsSentence, wordingNames } from './wording.ts'

const looked = ['words', 'ends', 'asks', 'elsewhere'] as const
const columns = looked.map((name) => wordingNames.indexOf(name))
const steps = [-2, -1, 1, 2] as const

/** The names of {@link neighboursOf}, in its order. */
export const neighbourNames = [
  ...steps.flatMap((step) => [...looked, 'link share', 'kept share', 'heading', 'same parent', 'same form', 'rule', 'like group', 'picture'].map((name) => `${step} ${name}`)),
  'kept before', 'kept after', 'blocks to kept', 'kept gap', 'place', 'place of kept', 'after title', 'before title', 'kept near', 'links near', 'prose near',
  'kept wide', 'links wide', 'prose wide', 'to heading', 'heading elsewhere', 'heading kept', 'heading level', 'next prose', 'last prose', 'prose after', 'prose before',
  'since marker', 'markers', 'kept at marker',
] // prettier-ignore

/** What stands around each block in the order of the page. */
export function neighboursOf(
  page: PageOfBlocks,
  wordings: readonly (readonly number[])[],
): number[][] {
  const facts = page.blocks
  const blocks = facts.map(({ block }) => block)
  const classes = blocks.map(({ element }) => element?.getAttribute('class'))
  const near = (index: number, step: number): number[] => {
    const [block, other] = [blocks[index], blocks[index + step]]
    if (block === undefined || other === undefined)
      return [...looked.map(() => -1), -1, -1, -1, -1, -1, -1, -1, -1]
    const fact = facts[index + step]
    return [
      ...columns.map((column) => wordings[index + step]?.[column] ?? 0),
      other.length === 0 ? 0 : other.linkLength / other.length,
      other.length === 0 ? 0 : other.keptLength / other.length,
      Number(other.form === 'heading'),
      Number(aboveOf(other) === aboveOf(block)),
      Number(other.form === block.form),
      Number(fact?.rule !== null || fact.around !== null),
      Number(classes[index + step] === classes[index]),
      Number(other.form === 'picture'),
    ]
  }
  const flow = flowOf(page, blocks, wordings)
  return blocks.map((_, index) => [
    ...steps.flatMap((step) => near(index, step)),
    ...(flow[index] ?? []),
  ])
}

function aboveOf({ element }: Block) {
  return element === null ? null : parentOf(element)
}

/** Running sums over the page: what was kept before and after, how far it is to prose and headings. */
function flowOf(
  page: PageOfBlocks,
  blocks: readonly Block[],
  wordings: readonly (readonly number[])[],
): number[][] {
  const sums = runningSums(blocks)
  const total = sums.at(-1) ?? [0, 0, 0, 0]
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
  const window = (index: number, reach: number): number[] => {
    const from = sums[Math.max(0, index - reach)] ?? total
    const to = sums[Math.min(blocks.length, index + reach + 1)] ?? total
    const of = (column: number) => (to[column] ?? 0) - (from[column] ?? 0)
    return [share(of(1), of(0)), share(of(2), of(0)), share(of(3), of(0))]
  }
  const kept = distances(blocks, ({ keptLength, length }) => length > 0 && keptLength >= length / 2)
  const prose = distances(blocks, isProse)
  const heading = headingsOf(blocks, wordings)
  const markers = markersOf(page, sums)
  return blocks.map((_, index) => {
    const before = sums[index] ?? total
    const [lastKept, nextKept] = kept[index] ?? [99, 99]
    const [lastProse, nextProse] = prose[index] ?? [99, 99]
    return [
      share(before[1] ?? 0, total[1] ?? 0),
      Math.log1p((total[1] ?? 0) - (before[1] ?? 0)),
      Math.min(lastKept, nextKept),
      Math.min(40, lastKept + nextKept),
      share(index, blocks.length),
      share(before[0] ?? 0, total[0] ?? 0),
      page.titleAt < 0 ? -99 : Math.max(-40, Math.min(40, index - page.titleAt)),
      Number(page.titleAt >= 0 && index < page.titleAt),
      ...window(index, 2),
      ...window(index, 8),
      ...(heading[index] ?? []),
      nextProse,
      lastProse,
      Math.log1p((total[3] ?? 0) - (before[3] ?? 0)),
      Math.log1p(before[3] ?? 0),
      ...(markers[index] ?? []),
    ]
  })
}

function isProse(block: Block): boolean {
  return block.length >= 80 && block.linkLength < block.length / 3 && endsSentence(block.text)
}

/** Before each block and after all: letters, kept letters, letters in links, letters of prose. */
function runningSums(blocks: readonly Block[]): number[][] {
  let sum = [0, 0, 0, 0]
  const sums = [sum]
  for (const block of blocks) {
    const parts = [
      block.length,
      block.keptLength,
      block.linkLength,
      isProse(block) ? block.length : 0,
    ]
    sum = sum.map((value, column) => value + (parts[column] ?? 0))
    sums.push(sum)
  }
  return sums
}

/** How many blocks back and on the nearest of a kind is, 40 at most; 0 for one of the kind itself. */
function distances(blocks: readonly Block[], isOne: (block: Block) => boolean): [number, number][] {
  const far = 40
  const found = blocks.map((): [number, number] => [far, far])
  let last = far
  found.forEach((entry, index) => {
    const block = blocks[index]
    last = block !== undefined && isOne(block) ? 0 : Math.min(far, last + 1)
    found[index] = [last, entry[1]]
  })
  let next = far
  for (let index = blocks.length - 1; index >= 0; index -= 1) {
    const block = blocks[index]
    next = block !== undefined && isOne(block) ? 0 : Math.min(far, next + 1)
    found[index] = [found[index]?.[0] ?? far, next]
  }
  return found
}

/** The heading that a block stands under: how far back, of links to elsewhere, kept, its level. */
function headingsOf(
  blocks: readonly Block[],
  wordings: readonly (readonly number[])[],
): number[][] {
  const column = wordingNames.indexOf('elsewhere')
  let last: { index: number; values: number[] } | null = null
  return blocks.map((block, index) => {
    const row: number[] =
      last === null ? [99, 0, 0, 0] : [Math.min(40, index - last.index), ...last.values]
    if (block.form === 'heading') {
      const kept = block.length === 0 ? 0 : block.keptLength / block.length
      last = { index, values: [wordings[index]?.[column] ?? 0, kept, block.level] }
    }
    return row
  })
}

const closing = /links to other|comments|newsletter|share and follow|most read/u

/** How far back the last line of furniture stands that articles end with, and what was kept by then. */
function markersOf({ blocks }: PageOfBlocks, sums: readonly (readonly number[])[]): number[][] {
  const total = sums.at(-1)?.[1] ?? 0
  let last = -1
  let count = 0
  let kept = 0
  return blocks.map(({ block, rule }, index) => {
    const isMarker = rule !== null && closing.test(rule.reason) && block.linkLength < block.length
    const row = [last < 0 ? 60 : Math.min(60, index - last), Math.min(count, 10), kept]
    if (isMarker) {
      last = index
      count += 1
      kept = total === 0 ? 0 : (sums[index]?.[1] ?? 0) / total
    }
    return row
  })
}
