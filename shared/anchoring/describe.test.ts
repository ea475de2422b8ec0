import fc from 'fast-check'
import { describe as suite, expect, it } from 'vitest'
import { splitsPair } from '../text/code-points.ts'
import { anchor } from './anchor.ts'
import { describe, trimPassage } from './describe.ts'
import { contextOf, findQuote, foldSameLength } from './find-quote.ts'

suite('describing a passage', () => {
  it('trims white space and never cuts a surrogate pair', () => {
    expect(trimPassage('a  b c ', { start: 1, end: 7 })).toEqual({ start: 3, end: 6 })
    expect(trimPassage('x😀y', { start: 2, end: 3 })).toEqual({ start: 1, end: 3 })
    expect(trimPassage(' \n ', { start: 0, end: 3 })).toBeNull()
    expect(trimPassage('abc', { start: 2, end: 99 })).toEqual({ start: 2, end: 3 })
  })

  it('comes back to the same passage, with context that stands around it, for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.nat(),
        fc.nat(),
        (text, a, b) => {
          const range = { start: a % (text.length + 1), end: b % (text.length + 1) }
          const passage = trimPassage(text, range)
          if (passage === null) return
          const { quote, position } = describe(text, passage)
          expect(anchor(text, quote, position)).toEqual({ outcome: 'exact', passage })
          expect(text.slice(0, passage.start).endsWith(quote.prefix)).toBe(true)
          expect(text.slice(passage.end).startsWith(quote.suffix)).toBe(true)
          expect(splitsPair(text, passage.start - quote.prefix.length)).toBe(false)
          expect(splitsPair(text, passage.end + quote.suffix.length)).toBe(false)
        },
      ),
    )
  })
})

suite('anchoring', () => {
  const text = 'He said no. She said yes. He said no.'
  const second = describe(text, { start: 26, end: 37 })

  it('finds a passage that moved, by its quote', () => {
    const found = anchor(`New lead. ${text.slice(12)}`, second.quote, second.position)
    expect(found).toEqual({ outcome: 'moved', passage: { start: 24, end: 35 } })
  })

  it('tells two equal quotes apart by their context', () => {
    const longer = `Before. ${text}`
    expect(anchor(longer, second.quote, second.position)).toEqual({
      outcome: 'moved',
      passage: { start: 34, end: 45 },
    })
  })

  it('admits that a passage is gone', () => {
    expect(anchor('Other words.', second.quote, second.position)).toEqual({ outcome: 'orphan' })
  })
})

suite('finding a quote', () => {
  const text = 'He said “no – never”. Again:\n\nhe said “no – never”.'

  it('finds every place, exactly as written', () => {
    expect(findQuote(text, { exact: '“no – never”' })).toEqual([
      { start: 8, end: 20 },
      { start: 38, end: 50 },
    ])
  })

  it('narrows by what stands before and after', () => {
    expect(findQuote(text, { exact: '“no – never”', prefix: 'Then he said' })).toEqual([])
    expect(findQuote(text, { exact: '“no – never”', prefix: 'he said' })).toEqual([
      { start: 38, end: 50 },
    ])
  })

  it('takes straight quotes, hyphens and line ends for what the page prints', () => {
    const across = { exact: '"no - never". Again:\n he said', suffix: '"no' }
    expect(findQuote(text, across)).toEqual([{ start: 8, end: 37 }])
    expect(findQuote('He said “no – never”.', { exact: 'said "no - never"' })).toEqual([
      { start: 3, end: 20 },
    ])
  })

  it('takes a space or a line end for the end of a paragraph', () => {
    const two = 'He said “no”.\n\nShe left.'
    const wanted = [{ start: 8, end: 24 }]
    expect(findQuote(two, { exact: '“no”. She left.' })).toEqual([{ start: 8, end: 24 }])
    expect(findQuote(two, { exact: '"no".\nShe left.', prefix: 'He said' })).toEqual(wanted)
    expect(findQuote('a+b (c) [d]', { exact: 'a+b  (c)  [d]' })).toEqual([{ start: 0, end: 11 }])
  })

  it('folds without changing a single offset', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        expect(foldSameLength(any)).toHaveLength(any.length)
      }),
    )
  })

  it('shows a place in its context on one line', () => {
    expect(contextOf(text, { start: 38, end: 50 }, 12)).toBe('…n: he said [“no – never”].…')
  })
})
