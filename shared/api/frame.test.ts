import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame, encodeFrame } from './frame.ts'

const bytes = fc.uint8Array({ maxLength: 40 })
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    bytes,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constant('$bytes')), tie('value'), { maxKeys: 4 }),
  ),
}))

describe('a frame', () => {
  it('brings back any value, bytes included, even one that looks like our own marker', () => {
    fc.assert(
      fc.property(value, (any) => {
        const back = decodeFrame(encodeFrame(any))
        expect(JSON.stringify(back)).toBe(JSON.stringify(any))
        expect(back).toEqual(any)
      }),
    )
  })

  it('refuses bytes that are no frame, in a sentence', () => {
    fc.assert(
      fc.property(bytes, (garbage) => {
        try {
          decodeFrame(garbage)
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid-input' })
        }
      }),
    )
    expect(() => decodeFrame(new Uint8Array([0, 0, 0, 9, 1]))).toThrow(/cannot read/u)
  })
})
