import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256Of } from '../system/hash.ts'
import { jsonText, sealedBytes, sealedText } from './json-text.ts'

/** Names that are no numbers, whose order JavaScript decides by itself. */
const name = fc.string({ unit: 'binary' }).map((text) => `k${text}`)
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue({ maxDepth: 1, stringUnit: 'binary' }),
    fc.array(tie('value')),
    fc.dictionary(name, tie('value')),
  ),
})).value

test('a sealed text is the text with the hash of it, however often it was written', () => {
  fc.assert(
    fc.property(fc.dictionary(name, value, { minKeys: 1, maxKeys: 5 }), (document) => {
      const plain = jsonText(document)
      const expected = plain.replace(/\n\}\n$/u, () => `,\n "sha256": "${sha256Of(plain)}"\n}\n`)
      expect(sealedText(document)).toBe(expected)
      expect(sealedText({ ...document })).toBe(expected)
      const { bytes, sha256 } = sealedBytes(document)
      expect(Buffer.from(bytes).equals(Buffer.from(expected))).toBe(true)
      expect(sha256).toBe(sha256Of(expected))
    }),
  )
})

test('what stands in a list is frozen once it was written: a change in place would not be', () => {
  const item = { id: 'one', target: { start: 1 }, tags: ['a'] }
  sealedText({ format: 1, items: [item] })
  expect(() => (item.target.start = 2)).toThrow(TypeError)
  expect(() => item.tags.push('b')).toThrow(TypeError)
  const changed = { ...item, target: { start: 2 } }
  expect(sealedText({ format: 1, items: [changed] })).toContain('"start": 2')
})
