import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { assertNever } from '../../shared/errors.ts'
import type { OffsetMap } from '../../shared/text/offsets.ts'
import { compareHighlights, type Highlight } from './highlight.ts'
import { runsIn, type Run } from './runs.ts'

/**
 * The highlights of the open version, sorted, and the flat marks that draw them. `drawn` are the textblocks,
 * by index, that have their marks: all of them, or those that were near the screen so far.
 */
export type Highlights = {
  sorted: readonly Highlight[]
  decorations: DecorationSet
  drawn: ReadonlySet<number>
}

/** What a mark stands for; kept on its decoration. */
export type MarkSpec = { start: number; end: number; ids: readonly string[] }

/** Where the plugin's state is. */
export const highlightsKey = new PluginKey<Highlights>('highlights')

/** So many highlights are drawn all at once; the marks of more would hold up the first sight of the text. */
export const fewHighlights = 300

/** As many characters as fill a usual window when an article opens: drawn before anything is measured. */
const firstCharacters = 2_500

/** What a transaction tells the plugin: other highlights, or textblocks that came near the screen. */
type Change =
  { kind: 'highlights'; sorted: readonly Highlight[] } | { kind: 'near'; blocks: readonly number[] }

/**
 * Draws highlights as flat `<mark>`s that never nest: one for each run of text under the same
 * annotations, cut at textblocks and at changes of text style.
 *
 * `data-ids` names the annotations. At most two lines are drawn; from the third on a number says
 * how many. Where there are very many, a textblock gets its marks when it comes near the screen, and
 * keeps them. The state only ever changes through {@link setHighlights} and {@link drawNear}.
 */
export function highlightsPlugin(
  map: OffsetMap,
  first: readonly Highlight[] = [],
): Plugin<Highlights> {
  return new Plugin<Highlights>({
    key: highlightsKey,
    state: {
      init: (_, { doc }) => redraw(map, noneYet(map), first.toSorted(compareHighlights), doc),
      apply(transaction, highlights) {
        const change = transaction.getMeta(highlightsKey) as Change | undefined
        switch (change?.kind) {
          case undefined:
            return highlights
          case 'highlights':
            return redraw(map, highlights, change.sorted, transaction.doc)
          case 'near':
            return drawBlocks(map, highlights, change.blocks, transaction.doc)
          default:
            return assertNever(change)
        }
      },
    },
    props: {
      decorations: (state) => highlightsKey.getState(state)?.decorations,
    },
  })
}

/** A transaction after which exactly `highlights` are drawn; what did not change stays as it is. */
export function setHighlights(
  transaction: Transaction,
  highlights: readonly Highlight[],
): Transaction {
  return changing(transaction, {
    kind: 'highlights',
    sorted: highlights.toSorted(compareHighlights),
  })
}

/** A transaction after which these textblocks have their marks too. */
export function drawNear(transaction: Transaction, blocks: readonly number[]): Transaction {
  return changing(transaction, { kind: 'near', blocks })
}

function changing(transaction: Transaction, change: Change): Transaction {
  return transaction.setMeta(highlightsKey, change).setMeta('addToHistory', false)
}

/** Whether exactly these highlights are drawn already, or will be once they come near the screen. */
export function areDrawn(state: EditorState, highlights: readonly Highlight[]): boolean {
  const { sorted } = highlightsKey.getState(state) ?? { sorted: [] }
  return touchedRanges(sorted, highlights).length === 0
}

function noneYet({ blocks }: OffsetMap): Highlights {
  const first = blocks.flatMap(({ start }, index) => (start < firstCharacters ? [index] : []))
  return { sorted: [], decorations: DecorationSet.empty, drawn: new Set(first) }
}

function redraw(
  map: OffsetMap,
  before: Highlights,
  sorted: readonly Highlight[],
  doc: Node,
): Highlights {
  const { drawn } = before
  let { decorations } = before
  for (const touched of touchedRanges(before.sorted, sorted)) {
    const from = map.offsetToPos(touched.start, 'start')
    const to = map.offsetToPos(touched.end, 'end')
    // Widened to the ends of the marks that are touched: a neighbour may join or be cut.
    const stale = decorations.find(from, to)
    const start = Math.min(touched.start, ...stale.map(({ spec }) => (spec as MarkSpec).start))
    const end = Math.max(touched.end, ...stale.map(({ spec }) => (spec as MarkSpec).end))
    decorations = decorations
      .remove(stale)
      .add(doc, marksIn(map, runsIn(sorted, start, end), drawn))
  }
  const after = { sorted, decorations, drawn }
  return sorted.length > fewHighlights ? after : drawBlocks(map, after, [...map.blocks.keys()], doc)
}

function drawBlocks(
  map: OffsetMap,
  highlights: Highlights,
  blocks: readonly number[],
  doc: Node,
): Highlights {
  const { sorted, drawn } = highlights
  const added = [...new Set(blocks).difference(drawn)]
  if (added.length === 0) return highlights
  const marks = added.flatMap((index) => {
    const block = map.blocks[index]
    return block === undefined
      ? []
      : marksIn(map, runsIn(sorted, block.start, block.end), new Set([index]))
  })
  return {
    sorted,
    decorations: highlights.decorations.add(doc, marks),
    drawn: new Set([...drawn, ...added]),
  }
}

/** The parts of the text whose highlights differ, joined where they overlap. */
function touchedRanges(
  before: readonly Highlight[],
  after: readonly Highlight[],
): { start: number; end: number }[] {
  const known = new Map(before.map((highlight) => [highlight.id, highlight]))
  const kept = new Map(after.map((highlight) => [highlight.id, highlight]))
  const changed = [
    ...before.filter((highlight) => !isDrawnAlike(highlight, kept.get(highlight.id))),
    ...after.filter((highlight) => !isDrawnAlike(highlight, known.get(highlight.id))),
  ].toSorted((a, b) => a.start - b.start)
  const ranges: { start: number; end: number }[] = []
  for (const { start, end } of changed) {
    const last = ranges.at(-1)
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
    else ranges.push({ start, end })
  }
  return ranges
}

function isDrawnAlike(a: Highlight, b: Highlight | undefined): boolean {
  return (
    b !== undefined &&
    a.start === b.start &&
    a.end === b.end &&
    a.isStrong === b.isStrong &&
    a.lines.length === b.lines.length &&
    a.lines.every(({ hue, lineStyle }, index) => {
      const other = b.lines[index]
      return other?.hue === hue && other.lineStyle === lineStyle
    })
  )
}

/** The marks of runs in some of the textblocks. */
function marksIn(
  map: OffsetMap,
  runs: readonly Run[],
  inBlocks: ReadonlySet<number>,
): Decoration[] {
  let first = 0
  return runs.flatMap((run) => {
    // Runs and blocks both go forward, so blocks that ended before this run are never met again.
    while ((map.blocks[first]?.end ?? Infinity) <= run.start) first += 1
    const marks: Decoration[] = []
    for (let index = first; index < map.blocks.length; index += 1) {
      const block = map.blocks[index]
      if (block === undefined || block.start >= run.end) break
      const start = Math.max(run.start, block.start)
      const end = Math.min(run.end, block.end)
      if (start < end && inBlocks.has(index))
        marks.push(...marksOfPiece(map, run, start, end, stylesCuts(block)))
    }
    return marks
  })
}

/** Offsets at which the text style of a block changes: ProseMirror would cut a mark there anyway. */
function stylesCuts(block: OffsetMap['blocks'][number]): number[] {
  if (block.node.childCount < 2) return []
  const cuts: number[] = []
  let offset = block.start
  for (const child of block.node.children) {
    offset += child.isText ? (child.text?.length ?? 0) : child.type.name === 'hard_break' ? 1 : 0
    cuts.push(offset)
  }
  return cuts
}

function marksOfPiece(
  map: OffsetMap,
  run: Run,
  start: number,
  end: number,
  cuts: readonly number[],
): Decoration[] {
  const places = [...new Set([start, ...cuts.filter((cut) => cut > start && cut < end), end])]
  const ids = run.highlights.map(({ id }) => id)
  return places.slice(0, -1).map((place, index) => {
    const until = places[index + 1] ?? end
    const spec: MarkSpec = { start: place, end: until, ids }
    const from = map.offsetToPos(place, 'start')
    const to = map.offsetToPos(until, 'end')
    return Decoration.inline(from, to, attributesOf(run, until === end), spec)
  })
}

const lineNames = ['solid', 'double', 'dashed', 'heavy']

function attributesOf(run: Run, isLast: boolean): Record<string, string> {
  const lines = run.highlights.flatMap(({ lines: own }) => own)
  const [first, second] = lines
  const classes = ['highlight']
  if (first !== undefined)
    classes.push(`hue-${first.hue}`, `line-${lineNames[first.lineStyle] ?? 'solid'}`)
  if (second !== undefined)
    classes.push(`second-hue-${second.hue}`, `second-${lineNames[second.lineStyle] ?? 'solid'}`)
  if (run.highlights.some(({ isStrong }) => isStrong)) classes.push('strong')
  const ids = run.highlights.map(({ id }) => id)
  return {
    nodeName: 'mark',
    class: classes.join(' '),
    'data-ids': ids.join(' '),
    'aria-details': ids.map(passageElementId).join(' '),
    ...(lines.length > 2 && isLast ? { 'data-count': String(lines.length) } : {}),
  }
}

/** The id of the element that tells about an annotation: marks point to it. */
export function passageElementId(annotationId: string): string {
  return `passage-${annotationId}`
}
