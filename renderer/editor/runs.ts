import { highlightsIn, type Highlight } from './highlight.ts'

/** A stretch of text under the same highlights throughout; `highlights` is never empty. */
export type Run = { start: number; end: number; highlights: readonly Highlight[] }

/**
 * The runs of `[start, end)`: flat, in order, each character under a highlight in exactly one of
 * them. Neighbouring runs differ in their highlights. `highlights` must be sorted.
 */
export function runsIn(highlights: readonly Highlight[], start: number, end: number): Run[] {
  const touching = highlightsIn(highlights, start, end)
  const cuts = new Set([start, end])
  for (const highlight of touching) {
    cuts.add(Math.max(start, highlight.start))
    cuts.add(Math.min(end, highlight.end))
  }
  const places = [...cuts].toSorted((a, b) => a - b)
  const runs: Run[] = []
  let open: Highlight[] = []
  let next = 0
  for (const [index, place] of places.entries()) {
    const until = places[index + 1]
    if (until === undefined) break
    let candidate = touching[next]
    while (candidate !== undefined && candidate.start <= place) {
      open.push(candidate)
      next += 1
      candidate = touching[next]
    }
    open = open.filter((highlight) => highlight.end > place)
    if (open.length > 0) runs.push({ start: place, end: until, highlights: [...open] })
  }
  return runs
}
