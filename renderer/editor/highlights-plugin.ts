import { Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { OffsetMap } from '../../shared/text/offsets.ts'
import { compareHighlights, type Highlight } from './highlight.ts'
import { runsIn, type Run } from './runs.ts'

/** The highlights of the open version, sorted, and the flat marks that draw them. */
export type Highlights = { sorted: readonly Highlight[]; decorations: DecorationSet }

/** What a mark stands for; kept on its decoration. */
export type MarkSpec = { start: number; end: number; ids: readonly string[] }

/** Where the plugin's state is. */
export const highlightsKey = new PluginKey<Highlights>('highlights')

/**
 * Draws highlights as flat `<mark>`s that never nest: one for each run of text under the same
 * annotations, cut at textblocks and at changes of text style.
 *
 * `data-ids` names the annotations. At most two lines are drawn; from the third on a number says
 * how many. The state only ever changes through {@link setHighlights}.
 */
export function highlightsPlugin(map: OffsetMap): Plugin<Highlights> {
  return new Plugin<Highlights>({
    key: highlightsKey,
    state: {
      init: () => ({ sorted: [], decorations: DecorationSet.empty }),
      apply(transaction, highlights) {
        const next = transaction.getMeta(highlightsKey) as readonly Highlight[] | undefined
        return next === undefined ? highlights : redraw(map, highlights, next, transaction)
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
  return transaction
    .setMeta(highlightsKey, highlights.toSorted(compareHighlights))
    .setMeta('addToHistory', false)
}

function redraw(
  map: OffsetMap,
  before: Highlights,
  sorted: readonly Highlight[],
  transaction: Transaction,
): Highlights {
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
      .add(transaction.doc, marksIn(map, runsIn(sorted, start, end)))
  }
  return { sorted, decorations }
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

function marksIn(map: OffsetMap, runs: readonly Run[]): Decoration[] {
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
      if (start < end) marks.push(...marksOfPiece(map, run, start, end, stylesCuts(block)))
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
