import { expect, test } from 'vitest'
import { probabilityOf } from '../../electron/capture/extract/filter/forest.ts'
import { grow, randomOf, type Growth, type Lesson } from './boosting.ts'

const growth: Growth = {
  trees: 40,
  depth: 2,
  rate: 0.3,
  rows: 0.8,
  columns: 1,
  leafWeight: 0.1,
  ridge: 0.1,
  seed: 3,
}

/** Rows that count where both values are high: no single value tells. */
function lesson(): Lesson {
  const random = randomOf(1)
  const a = Float64Array.from({ length: 400 }, () => random())
  const b = Float64Array.from({ length: 400 }, () => random())
  return {
    columns: [a, b],
    labels: a.map((value, row) => Number(value > 0.5 && (b[row] ?? 0) > 0.5)),
    weights: a.map(() => 1),
  }
}

test('trees learn what only two values together tell', () => {
  const forest = grow(lesson(), growth)
  const of = (a: number, b: number) => probabilityOf(forest, Float64Array.of(a, b))
  expect(of(0.9, 0.9)).toBeGreaterThan(0.9)
  for (const [a, b] of [
    [0.9, 0.1],
    [0.1, 0.9],
    [0.1, 0.1],
  ] as const) {
    expect(of(a, b)).toBeLessThan(0.1)
  }
})

test('the same lesson and seed give the same trees, and another seed others', () => {
  expect(grow(lesson(), growth)).toEqual(grow(lesson(), growth))
  expect(grow(lesson(), { ...growth, seed: 4 })).not.toEqual(grow(lesson(), growth))
})
