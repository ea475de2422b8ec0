import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deepestNesting, isPlainData } from './plain-data.ts'

function nested(depth: number): unknown {
  let value: unknown = 'inside'
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { value }
  return value
}

class Point {
  x = 1
}

describe('plain data', () => {
  it('is whatever JSON says, and bytes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.uint8Array(), (value, bytes) => {
        let isPolluted = false
        JSON.stringify(value, (key, inner: unknown) => {
          isPolluted ||= key === '__proto__'
          return inner
        })
        expect(isPlainData({ value, bytes, absent: undefined })).toBe(!isPolluted)
      }),
    )
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a number that is none', Number.NaN],
    ['infinity', Number.NEGATIVE_INFINITY],
    ['a big integer', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a regular expression', /x/u],
    ['an error', new Error('x')],
    ['other numbers than bytes', new Uint16Array(2)],
    ['a buffer without a view', new ArrayBuffer(2)],
    ['an object of a class', new Point()],
    ['an object that inherits', Object.create({ x: 1 })],
    ['a __proto__ of its own', JSON.parse('{"__proto__":{}}')],
    ['a list with a hole', [1, , 2]], // oxlint-disable-line no-sparse-arrays -- the hole is the point
    ['a list that holds nothing', [undefined]],
  ])('is not %s, wherever it stands', (_what, value) => {
    for (const place of [value, [value], { value: [value] }, [[{ inside: [value] }]]]) {
      expect(isPlainData(place)).toBe(false)
    }
  })

  it('may hold one thing twice, and never itself', () => {
    const twice = { a: 1 }
    expect(isPlainData([twice, twice, { twice }])).toBe(true)
    const itself: unknown[] = [twice]
    itself.push({ itself })
    expect(isPlainData(itself)).toBe(false)
  })

  it('is looked through in the time that its parts take, however often they are shared', () => {
    let shared: unknown = []
    for (let level = 0; level < deepestNesting - 1; level += 1) shared = [shared, shared]
    expect(isPlainData(shared)).toBe(true)
  })

  it('is nested no deeper than every reader can follow', () => {
    expect(isPlainData(nested(deepestNesting))).toBe(true)
    expect(isPlainData(nested(deepestNesting + 1))).toBe(false)
    expect(isPlainData(nested(100_000))).toBe(false)
  })
})
