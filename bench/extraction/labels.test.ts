import { expect, test } from 'vitest'
import { labelsOf } from './labels.ts'

const first = 'The ferry left the quay an hour late and nobody aboard was told why.'
const second = 'By noon the harbour office had hung a notice on its own front door.'

test('a block counts by the share of its words that the gold has in the same order', () => {
  const blocks = [first, 'Subscribe to our letter about harbours and ferries', second]
  expect(labelsOf(blocks, `${first}\n${second}`)).toEqual([1, 0, 1])
  const half = labelsOf(
    [`${first} Read all about it in tomorrow's late edition, only here.`],
    first,
  )
  expect(half[0]).toBeGreaterThan(0.4)
  expect(half[0]).toBeLessThan(0.7)
})

test('a block of a word or two counts only beside one that counts, where the gold has it too', () => {
  const blocks = ['The notice', first, 'The notice', second]
  expect(labelsOf(blocks, `${first}\nThe notice\n${second}`)).toEqual([0, 1, 1, 1])
})

test('of a text that stands twice, the one among other words of the gold counts', () => {
  const elsewhere = 'A notice of the harbour office that has nothing to do with any of this.'
  const blocks = [second, ...Array.from({ length: 7 }, () => elsewhere), first, second]
  expect(labelsOf(blocks, `${first}\n${second}`)).toEqual([
    0,
    ...Array.from({ length: 7 }, () => 0),
    1,
    1,
  ])
})
