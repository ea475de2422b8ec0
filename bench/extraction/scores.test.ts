import { expect, test } from 'vitest'
import { compareRuns, newsScore, wordScore } from './scores.ts'

test('a body that is right is exactly right, whatever stands between its words', () => {
  const right = compareRuns('One two three, four five.', 'One two\nthree four — five')
  expect(right).toEqual({ shared: 2, extra: 0, lacking: 0, isExact: true })
  expect(newsScore([right])).toEqual({ f1: 1, exact: 1 })
})

test('what is too much costs precision, what lacks costs recall', () => {
  const long = compareRuns('a b c d', 'a b c d e f')
  expect(long).toEqual({ shared: 1, extra: 2, lacking: 0, isExact: false })
  expect(newsScore([long]).f1).toBeCloseTo(0.5)
  expect(compareRuns('a b c d', '')).toEqual({ shared: 0, extra: 0, lacking: 1, isExact: false })
})

test('the wider set counts words without their order', () => {
  expect(wordScore('a b c', 'c b a')).toBe(1)
  expect(wordScore('a b', 'a b c c')).toBeCloseTo(2 / 3)
  expect(wordScore('a b', '')).toBe(0)
})
