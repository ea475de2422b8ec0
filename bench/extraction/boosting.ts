import type { Forest } from '../../electron/capture/extract/filter/forest.ts'

/** How trees are grown. */
export type Growth = {
  trees: number
  depth: number
  rate: number
  /** The share of rows and of features that a tree sees. */
  rows: number
  columns: number
  /** The least weight of a leaf, and how strongly its value is drawn to 0. */
  leafWeight: number
  ridge: number
  seed: number
}

/** Rows to learn from: values by column, 1 for what is looked for, how much a row counts. */
export type Lesson = {
  columns: readonly Float64Array[]
  labels: Float64Array
  weights: Float64Array
}

const bins = 48

/** Grows trees one after another, each on what those before it got wrong (logistic loss). */
export function grow(lesson: Lesson, growth: Growth): Forest {
  const { labels, weights } = lesson
  const count = labels.length
  const random = randomOf(growth.seed)
  const binned = lesson.columns.map(binsOf)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const positive = weights.reduce((sum, weight, row) => sum + weight * (labels[row] ?? 0), 0)
  const base = Math.log(positive / (total - positive))
  const scores = new Float64Array(count).fill(base)
  const gradient = new Float64Array(count)
  const curvature = new Float64Array(count)
  const forest = {
    base,
    roots: [] as number[],
    feature: [] as number[],
    limit: [] as number[],
    left: [] as number[],
  }
  for (let tree = 0; tree < growth.trees; tree += 1) {
    for (let row = 0; row < count; row += 1) {
      const p = 1 / (1 + Math.exp(-(scores[row] ?? 0)))
      const weight = weights[row] ?? 0
      gradient[row] = weight * ((labels[row] ?? 0) - p)
      curvature[row] = weight * p * (1 - p)
    }
    const rows = Int32Array.from({ length: count }, (_, row) => row).filter(
      () => random() < growth.rows,
    )
    const columns = binned.map((_, column) => column).filter(() => random() < growth.columns)
    forest.roots.push(forest.feature.length)
    growTree({ binned, gradient, curvature, columns, growth }, rows, forest)
    addTree(forest, lesson.columns, scores)
  }
  return forest
}

type Binned = { codes: Uint8Array; edges: number[] }
type Growing = {
  binned: readonly Binned[]
  gradient: Float64Array
  curvature: Float64Array
  columns: readonly number[]
  growth: Growth
}
type Split = { column: number; code: number; gain: number }

function growTree(
  growing: Growing,
  all: Int32Array,
  forest: { feature: number[]; limit: number[]; left: number[] },
): void {
  const { growth, binned, gradient, curvature } = growing
  const add = () => {
    forest.feature.push(-1)
    forest.limit.push(0)
    forest.left.push(0)
    return forest.feature.length - 1
  }
  const open = [{ node: add(), rows: all, depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, rows, depth } = next
    const split = depth < growth.depth ? bestSplit(growing, rows) : null
    if (split === null) {
      let [g, h] = [0, 0]
      for (const row of rows) {
        g += gradient[row] ?? 0
        h += curvature[row] ?? 0
      }
      forest.limit[node] = round((growth.rate * g) / (h + growth.ridge))
      continue
    }
    const { codes, edges } = binned[split.column] as Binned
    const left = add()
    add()
    forest.feature[node] = split.column
    forest.limit[node] = edges[split.code] ?? 0
    forest.left[node] = left
    const isLeft = (row: number) => (codes[row] ?? 0) <= split.code
    open.push({ node: left + 1, rows: rows.filter((row) => !isLeft(row)), depth: depth + 1 })
    open.push({ node: left, rows: rows.filter(isLeft), depth: depth + 1 })
  }
}

function bestSplit(
  { binned, gradient, curvature, columns, growth }: Growing,
  rows: Int32Array,
): Split | null {
  const { ridge, leafWeight } = growth
  const [g, h] = [new Float64Array(bins), new Float64Array(bins)]
  let best: Split | null = null
  for (const column of columns) {
    const { codes, edges } = binned[column] as Binned
    if (edges.length === 0) continue
    g.fill(0)
    h.fill(0)
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index] as number
      const code = codes[row] as number
      g[code] = (g[code] as number) + (gradient[row] as number)
      h[code] = (h[code] as number) + (curvature[row] as number)
    }
    const [allG, allH] = [g.reduce((a, b) => a + b, 0), h.reduce((a, b) => a + b, 0)]
    let [leftG, leftH] = [0, 0]
    for (let code = 0; code < edges.length; code += 1) {
      leftG += g[code] as number
      leftH += h[code] as number
      const [rightG, rightH] = [allG - leftG, allH - leftH]
      if (leftH < leafWeight || rightH < leafWeight) continue
      const gain =
        leftG ** 2 / (leftH + ridge) + rightG ** 2 / (rightH + ridge) - allG ** 2 / (allH + ridge)
      if (gain > 1e-6 && gain > (best?.gain ?? 0)) best = { column, code, gain }
    }
  }
  return best
}

/** Values as numbers of bins of about as many rows each; `edges` are the largest value of all but the last. */
function binsOf(values: Float64Array): Binned {
  const sorted = values.toSorted()
  const edges: number[] = []
  for (let bin = 1; bin < bins; bin += 1) {
    const edge = sorted[Math.floor((bin * sorted.length) / bins)] ?? 0
    if (edge !== edges.at(-1) && edge !== sorted.at(-1)) edges.push(round(edge))
  }
  const codes = Uint8Array.from(values, (value) => {
    let [low, high] = [0, edges.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (value <= (edges[middle] ?? 0)) high = middle
      else low = middle + 1
    }
    return low
  })
  return { codes, edges }
}

/** Adds what the newest tree says of each row to its score. */
function addTree(forest: Forest, columns: readonly Float64Array[], scores: Float64Array): void {
  const root = forest.roots.at(-1) ?? 0
  for (let row = 0; row < scores.length; row += 1) {
    let node = root
    for (let asked = forest.feature[node] ?? -1; asked >= 0; asked = forest.feature[node] ?? -1) {
      const isLeft = (columns[asked]?.[row] ?? 0) <= (forest.limit[node] ?? 0)
      node = (forest.left[node] ?? 0) + (isLeft ? 0 : 1)
    }
    scores[row] = (scores[row] ?? 0) + (forest.limit[node] ?? 0)
  }
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}

/** Random numbers from a seed, the same on every machine (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
