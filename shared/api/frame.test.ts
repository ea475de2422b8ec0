import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame, encodeFrame } from './frame.ts'

const bytes = fc.uint8Array({ maxLength: 40 })
/** An object with a `__proto__` of its own is refused. */
const key = fc.string().filter((name) => name !== '__proto__')
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    bytes,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(key, fc.constant('$bytes')), tie('value'), { maxKeys: 4 }),
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

  it('refuses what JSON would change without a word', () => {
    for (const changed of [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      [undefined],
      new Date(),
      new Map(),
      1n,
      JSON.parse('{"__proto__":{}}'),
    ]) {
      expect(() => encodeFrame({ changed })).toThrow(/cannot pass on unchanged/u)
    }
  })

  it('hands out bytes of their own, even out of a Buffer', () => {
    const frame = Buffer.from(encodeFrame({ bytes: new Uint8Array([1, 2, 3]) }))
    const { bytes } = decodeFrame(frame) as { bytes: Uint8Array }
    frame.fill(0)
    expect(bytes).toEqual(new Uint8Array([1, 2, 3]))
    expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype)
  })

  it('takes a thousand byte arrays and no more, on either side', () => {
    const thousand = Array.from({ length: 1_000 }, (_item, index) => new Uint8Array([index]))
    expect(decodeFrame(encodeFrame(thousand))).toEqual(thousand)
    expect(() => encodeFrame([...thousand, new Uint8Array()])).toThrow(/cannot pass on/u)
    const oneMore = new Uint8Array([...encodeFrame(thousand), 0, 0, 0, 0])
    expect(() => decodeFrame(oneMore)).toThrow(/cannot read/u)
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
