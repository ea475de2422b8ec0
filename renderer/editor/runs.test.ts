import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareHighlights, highlightsIn, type Highlight } from './highlight.ts'
import { runsIn } from './runs.ts'

const at = (id: string, start: number, end: number): Highlight => ({
  id,
  start,
  end,
  lines: [],
  isStrong: false,
})
const cut = (highlights: Highlight[], start = 0, end = 20): string[] =>
  runsIn(highlights.toSorted(compareHighlights), start, end).map(
    (run) => `${run.start}-${run.end} ${run.highlights.map(({ id }) => id).join('')}`,
  )

test('crossing highlights give three flat runs', () => {
  expect(cut([at('a', 0, 10), at('b', 5, 15)])).toEqual(['0-5 a', '5-10 ab', '10-15 b'])
})

test('identical highlights share one run and both stay in it', () => {
  expect(cut([at('a', 2, 8), at('b', 2, 8)])).toEqual(['2-8 ab'])
})

test('a nested highlight cuts the outer one into flat runs', () => {
  expect(cut([at('a', 0, 10), at('b', 3, 6)])).toEqual(['0-3 a', '3-6 ab', '6-10 a'])
})

test('touching highlights stay separate', () => {
  expect(cut([at('a', 0, 5), at('b', 5, 9)])).toEqual(['0-5 a', '5-9 b'])
})

test('runs are cut at the window that is asked for', () => {
  expect(cut([at('a', 0, 20)], 4, 9)).toEqual(['4-9 a'])
})

test('every character is covered once, by exactly the highlights over it', () => {
  const highlight = fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 30 }))
    .map(([start, length]) => ({ start, end: start + length }))
  fc.assert(
    fc.property(fc.array(highlight, { maxLength: 25 }), (places) => {
      const highlights = places
        .map(({ start, end }, index) => at(String(index).padStart(2, '0'), start, end))
        .toSorted(compareHighlights)
      const runs = runsIn(highlights, 0, 100)
      for (let offset = 0; offset < 100; offset += 1) {
        const over = highlightsIn(highlights, offset, offset + 1)
        const covering = runs.filter((run) => run.start <= offset && offset < run.end)
        expect(covering.map((run) => run.highlights)).toEqual(over.length === 0 ? [] : [over])
      }
    }),
  )
})
