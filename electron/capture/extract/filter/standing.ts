import type { Block } from '../block.ts'
import { ancestorsOf, parentOf, type DomElement } from '../dom.ts'
import { calledNames } from './called.ts'
import type { Containers, Inside } from './containers.ts'
import type { BlockFacts } from './page-of-blocks.ts'

const forms = [
  'paragraph',
  'heading',
  'list_item',
  'table_cell',
  'caption',
  'preformatted',
] as const

/** The names of {@link standingOf}, in its order. */
export const standingNames = [
  ...forms, 'level', 'quote', 'figure', 'ordered', 'link share', 'small share', 'strong share', 'emphasis share',
  'rule furniture', 'rule credit', 'rule dateline', 'around', 'around strong', 'byline',
  ...calledNames,
  'up', 'down', 'list length', 'list link share', 'list blocks', 'table length', 'table kept', 'table blocks',
  ...['own', 'above', 'higher'].flatMap((name) => [`${name} length`, `${name} link share`, `${name} kept share`, `${name} prose share`, `${name} blocks`]),
  'like most', 'like level', 'like link share', 'only link', 'picture link',
] // prettier-ignore

/** Where a block stands among the elements of its page, and what they are called. */
export function standingOf(facts: BlockFacts, containers: Containers): number[] {
  const { block, rule, around, isByline } = facts
  const { form } = block
  const chain = block.element === null ? [] : [block.element, ...ancestorsOf(block.element)]
  const { up, down } = containers.wayToMain(block)
  return [
    ...forms.map((name) => Number(form === name)),
    block.level,
    Number(block.quote !== null),
    Number(block.figure !== null),
    Number(block.isOrdered),
    share(block.linkLength, block.length),
    share(block.smallLength, block.length),
    markShare(block, 'strong'),
    markShare(block, 'emphasis'),
    Number(rule?.kind === 'furniture'),
    Number(rule?.kind === 'credit'),
    Number(rule?.kind === 'dateline'),
    Number(around !== null),
    Number(around !== null && /navigation|footer|comments|form/u.test(around.reason)),
    Number(isByline),
    ...containers.named(block.element),
    up,
    down,
    ...groupOf(block.list, containers),
    ...tableOf(block.table, containers),
    ...insides([chain[0], chain[1], chain[3]].map((element) => containers.inside(element ?? null))),
    ...likeness(chain, containers),
    Number(block.linkLength > 0 && block.linkLength === block.length),
    Number(block.pieces.some(({ kind }) => kind === 'leaf')),
  ]
}

function groupOf(list: object | null, containers: Containers): number[] {
  const inside = containers.inside(list as DomElement | null)
  return [Math.log1p(inside.length), share(inside.linkLength, inside.length), inside.blocks]
}

function tableOf(table: object | null, containers: Containers): number[] {
  const inside = containers.inside(table as DomElement | null)
  return [Math.log1p(inside.length), share(inside.keptLength, inside.length), inside.blocks]
}

function insides(levels: readonly Inside[]): number[] {
  return [0, 1, 2].flatMap((level) => {
    const inside = levels[level]
    if (inside === undefined) return [0, 0, 0, 0, 0]
    const of = (part: number) => share(part, inside.length)
    return [
      Math.log1p(inside.length),
      of(inside.linkLength),
      of(inside.keptLength),
      of(inside.proseLength),
      Math.log1p(inside.blocks),
    ]
  })
}

/** Cards and teasers stand in rows of their like: the longest row around the block, how far up. */
function likeness(chain: readonly DomElement[], containers: Containers): number[] {
  let most = 1
  let level = 0
  let links = 0
  chain.slice(1, 8).forEach((element, step) => {
    if (element.localName === 'p' || element.localName === 'li') return
    const count = containers.likeIt(element)
    if (count <= most) return
    most = count
    level = step + 1
    const inside = containers.inside(parentOf(element))
    links = share(inside.linkLength, inside.length)
  })
  return [Math.min(most, 30), level, links]
}

function markShare({ pieces, length }: Block, type: string): number {
  const marked = pieces.reduce((sum, piece) => {
    const isMarked = piece.kind === 'text' && piece.extra.marks.some((mark) => mark.type === type)
    return isMarked ? sum + piece.text.trim().length : sum
  }, 0)
  return share(marked, length)
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
