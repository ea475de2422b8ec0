import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codePointsOf, splitsPair } from './code-points.ts'

describe('code points', () => {
  it('count as a naive walk does, for any text and offset', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, seed) => {
        const offset = seed % (text.length + 1)
        if (splitsPair(text, offset)) return
        expect(codePointsOf(text)(offset)).toBe([...text.slice(0, offset)].length)
      }),
    )
  })

  it('differ from UTF-16 after an emoji', () => {
    expect(codePointsOf('😀 quote')(3)).toBe(2)
    expect(splitsPair('😀', 1)).toBe(true)
  })
})
