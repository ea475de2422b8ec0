import { expect, test } from 'vitest'
import type { Annotation } from './annotation.ts'
import { inReadingOrder } from './reading-order.ts'

function at(id: string, range: [start: number, end: number] | null): Annotation {
  const position =
    range === null ? null : { type: 'TextPositionSelector', start: range[0], end: range[1] }
  return { id, target: { position } } as Annotation
}

test('the whole article first, then by start, the longer first, equal ranges as they were made', () => {
  const annotations = [
    at('e', [4, 9]),
    at('d', [4, 9]),
    at('c', [4, 30]),
    at('b', [0, 2]),
    at('f', [5, 6]),
    at('a', null),
  ]
  expect(annotations.sort(inReadingOrder).map(({ id }) => id)).toEqual([
    'a',
    'b',
    'c',
    'd',
    'e',
    'f',
  ])
})
