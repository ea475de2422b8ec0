/**
 * A fitted sum of small decision trees, as flat lists. Node `i` asks whether a row's value of
 * `feature[i]` is at most `limit[i]`: yes leads to `left[i]`, no to `left[i] + 1`. Where `feature[i]` is -1
 * the node is a leaf, and `limit[i]` what it adds.
 */
export type Forest = {
  base: number
  roots: readonly number[]
  feature: readonly number[]
  limit: readonly number[]
  left: readonly number[]
}

/** How likely a row is one of those looked for, 0 to 1. */
export function probabilityOf(
  { base, roots, feature, limit, left }: Forest,
  row: Float64Array,
): number {
  let sum = base
  for (const root of roots) {
    let node = root
    let asked = feature[node] ?? -1
    while (asked >= 0) {
      node = (left[node] ?? 0) + ((row[asked] ?? 0) <= (limit[node] ?? 0) ? 0 : 1)
      asked = feature[node] ?? -1
    }
    sum += limit[node] ?? 0
  }
  return 1 / (1 + Math.exp(-sum))
}
