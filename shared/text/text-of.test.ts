import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anyDocument,
  br,
  doc,
  figure,
  h2,
  inlinePicture,
  p,
  quotationBlock,
  standfirst,
  table,
  title,
  ul,
} from '../../tests/support/article-builders.ts'
import { bodyOf } from './body-of.ts'
import { inlineTextOf, textBlocksOf, textOf } from './text-of.ts'

describe('the canonical text', () => {
  it('parts blocks by two line feeds', () => {
    expect(textOf(doc(title('A title'), standfirst('A deck'), p('One.'), h2('Two')))).toBe(
      'A title\n\nA deck\n\nOne.\n\nTwo',
    )
  })

  it('parts items of a list by one line feed, and two lists by two', () => {
    expect(textOf(doc(ul('a', 'b'), ul('c')))).toBe('a\nb\n\nc')
  })

  it('parts cells of a row by a tab and rows by a line feed', () => {
    expect(textOf(doc(table(['a', 'b'], ['c', 'd']), p('after')))).toBe('a\tb\nc\td\n\nafter')
  })

  it('keeps the place of an empty cell', () => {
    expect(textOf(doc(table(['a', '', 'c'])))).toBe('a\t\tc')
  })

  it('turns a hard break into a line feed and an inline picture into nothing', () => {
    expect(textOf(doc(p('one', br(), 'two', inlinePicture(), 'three')))).toBe('one\ntwothree')
  })

  it('holds captions and quotation blocks in their place', () => {
    expect(textOf(doc(p('a'), figure('A caption'), quotationBlock(p('q1'), p('q2'))))).toBe(
      'a\n\nA caption\n\nq1\n\nq2',
    )
  })

  it('is the same as its blocks, each at its offsets, for any document', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const text = textOf(document)
        const blocks = textBlocksOf(document)
        expect(blocks.at(-1)?.end ?? 0).toBe(text.length)
        for (const block of blocks) {
          expect(text.slice(block.start, block.end)).toBe(inlineTextOf(block.node))
          expect(document.resolve(block.pos).parent).toBe(block.node)
        }
      }),
    )
  })
})

describe('the body', () => {
  it('leaves out title, standfirst and captions, and joins by one line feed', () => {
    const document = doc(
      title('T'),
      standfirst('S'),
      p('one'),
      figure('caption'),
      ul('a', 'b'),
      quotationBlock(p('q')),
      table(['c', 'd']),
    )
    expect(bodyOf(document)).toBe('one\na\nb\nq\nc\nd')
  })
})
