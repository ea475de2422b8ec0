import type { Id } from '../../shared/domain/ids.ts'

/** How one tag is drawn: hue 1-8, line style 0-3 (solid, double, dashed, heavy). */
export type HighlightLine = { hue: number; lineStyle: number }

/**
 * An annotation as drawn over `[start, end)` of the text, with one line for each tag. Without tags
 * it is a plain highlight. `isStrong`: chosen, or under the pointer, and drawn so.
 */
export type Highlight = {
  id: Id
  start: number
  end: number
  lines: readonly HighlightLine[]
  isStrong: boolean
}

/** The order in which highlights are drawn and walked: by start, the longest first, then by id. */
export function compareHighlights(
  a: Pick<Highlight, 'id' | 'start' | 'end'>,
  b: Pick<Highlight, 'id' | 'start' | 'end'>,
): number {
  if (a.start !== b.start) return a.start - b.start
  if (a.end !== b.end) return b.end - a.end
  if (a.id === b.id) return 0
  return a.id < b.id ? -1 : 1
}

/** Those that share a character with `[start, end)`, in the order given. */
export function highlightsIn<Item extends { start: number; end: number }>(
  highlights: readonly Item[],
  start: number,
  end: number,
): Item[] {
  return highlights.filter((highlight) => highlight.start < end && start < highlight.end)
}
