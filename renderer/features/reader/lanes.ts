/** A stripe of the margin: from `top` to `bottom` in pixels of the column; `tagId` null has no tag. */
export type Stripe = { key: string; tagId: string | null; top: number; bottom: number }

/** Stripes that found no lane: how many begin at one height. */
export type Surplus = { top: number; count: number }

/**
 * Gives each stripe a lane, in the order given (by start, the longest first); null when all `count`
 * lanes are taken there. A tag keeps the lane it had before where that lane is free.
 */
export function assignLanes(stripes: readonly Stripe[], count: number): Map<string, number | null> {
  const freeFrom = Array.from({ length: count }, () => Number.NEGATIVE_INFINITY)
  const usual = new Map<string, number>()
  const lanes = new Map<string, number | null>()
  for (const stripe of stripes.toSorted((a, b) => a.top - b.top)) {
    const isFree = (lane: number): boolean => (freeFrom[lane] ?? Infinity) <= stripe.top
    const before = stripe.tagId === null ? undefined : usual.get(stripe.tagId)
    const lane =
      before !== undefined && isFree(before) ? before : freeFrom.findIndex((_, at) => isFree(at))
    if (lane === -1) {
      lanes.set(stripe.key, null)
      continue
    }
    freeFrom[lane] = stripe.bottom
    lanes.set(stripe.key, lane)
    if (stripe.tagId !== null && !usual.has(stripe.tagId)) usual.set(stripe.tagId, lane)
  }
  return lanes
}

/** Counts the stripes without a lane, together where they begin within `reach` pixels. */
export function surplusOf(
  stripes: readonly Stripe[],
  lanes: ReadonlyMap<string, number | null>,
  reach: number,
): Surplus[] {
  const found: Surplus[] = []
  for (const stripe of stripes.toSorted((a, b) => a.top - b.top)) {
    if (lanes.get(stripe.key) !== null) continue
    const last = found.at(-1)
    if (last !== undefined && stripe.top - last.top < reach) last.count += 1
    else found.push({ top: stripe.top, count: 1 })
  }
  return found
}

/**
 * Where labels stand: each at its own height or, where another is there already, a line below. One
 * that would be pushed more than `maxDrift` from its stripe is left out.
 */
export function placeLabels<Label extends { top: number }>(
  labels: readonly Label[],
  lineHeight: number,
  maxDrift: number,
): (Label & { y: number })[] {
  let free = Number.NEGATIVE_INFINITY
  return labels
    .toSorted((a, b) => a.top - b.top)
    .flatMap((label) => {
      const y = Math.max(label.top, free)
      if (y - label.top > maxDrift) return []
      free = y + lineHeight
      return [{ ...label, y }]
    })
}
