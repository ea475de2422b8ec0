import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanCharacters, cleanInlines, type Inline } from './clean.ts'

const text = (value: string): Inline<null> => ({ kind: 'text', text: value, extra: null })
const lineBreak: Inline<null> = { kind: 'break' }
const leaf: Inline<null> = { kind: 'leaf', extra: null }

function read(pieces: Inline<null>[]): string {
  return pieces
    .map((piece) => (piece.kind === 'text' ? piece.text : piece.kind === 'break' ? '⏎' : '▢'))
    .join('')
}

describe('cleaning a textblock', () => {
  it('makes one space of a run, across pieces, and none at the edges', () => {
    expect(read(cleanInlines([text(' \n one '), text('  two\t'), text(' ')]))).toBe('one two')
  })

  it('lets spaces vanish beside a hard break, and breaks at the edges', () => {
    expect(read(cleanInlines([lineBreak, text('a '), lineBreak, text(' b'), lineBreak]))).toBe(
      'a⏎b',
    )
  })

  it('looks past a picture for the space at the edge', () => {
    expect(read(cleanInlines([text('a '), leaf]))).toBe('a▢')
    expect(read(cleanInlines([text('a '), leaf, text(' b')]))).toBe('a ▢b')
  })

  it('keeps no-break spaces, soft hyphens, joiners and combining marks as they are', () => {
    const kept = 'a\u00a0b\u00adc\u200dd e\u0301'
    expect(read(cleanInlines([text(kept)]))).toBe(kept)
  })

  it('keeps white space in preformatted text, but for CRLF', () => {
    expect(read(cleanInlines([text('  a\r\n\tb  ')], { preformatted: true }))).toBe('  a\n\tb  ')
  })

  it('drops control characters, non-characters and a leading byte order mark', () => {
    expect(cleanCharacters('\ufeffa\u0000\u0007\u0085b\ufdd0\uffff\u{1ffff}c')).toBe('abc')
  })

  it('replaces a lone surrogate and keeps a pair', () => {
    expect(cleanCharacters('a\ud800b😀\udc00')).toBe('a\ufffdb😀\ufffd')
  })

  it('never leaves a double space, nor one at an edge, for any pieces', () => {
    const piece = fc.oneof(
      fc.stringMatching(/^[ab \n\t]{0,6}$/u).map(text),
      fc.constant(lineBreak),
      fc.constant(leaf),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const result = read(cleanInlines(pieces)).replaceAll('▢', '')
        expect(result).not.toMatch(/^[ ⏎]|[ ⏎]$|  | ⏎|⏎ |[\n\t]/u)
      }),
    )
  })
})
