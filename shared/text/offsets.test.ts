import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDocument, doc, inlinePicture, p, table } from '../../tests/support/article-builders.ts'
import { offsetMapOf } from './offsets.ts'
import { textOf } from './text-of.ts'

describe('offsets and positions', () => {
  it('are inverse for every offset inside a textblock, whichever side a leaf stands on', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const map = offsetMapOf(document)
        for (const block of map.blocks) {
          for (let offset = block.start; offset <= block.end; offset += 1) {
            expect(map.posToOffset(map.offsetToPos(offset, 'start'))).toBe(offset)
            expect(map.posToOffset(map.offsetToPos(offset, 'end'))).toBe(offset)
          }
        }
      }),
    )
  })

  it('name the same characters: the text between two positions is the slice', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(), fc.nat(), (document, a, b) => {
        const map = offsetMapOf(document)
        const block = map.blocks[a % map.blocks.length]
        if (block === undefined) return
        const start = block.start + (a % (block.end - block.start + 1))
        const end = start + (b % (block.end - start + 1))
        const between = document.textBetween(
          map.offsetToPos(start, 'start'),
          Math.max(map.offsetToPos(start, 'start'), map.offsetToPos(end, 'end')),
          '',
          (leaf) => (leaf.type.name === 'hard_break' ? '\n' : ''),
        )
        expect(between).toBe(textOf(document).slice(start, end))
      }),
    )
  })

  it('snap inward between blocks', () => {
    const document = doc(p('ab'), table(['c', 'd']))
    const map = offsetMapOf(document)
    expect(textOf(document)).toBe('ab\n\nc\td')
    expect(map.offsetToPos(3)).toBe(map.offsetToPos(2))
    expect(map.posToOffset(0)).toBe(0)
    expect(map.posToOffset(document.content.size)).toBe(textOf(document).length)
    // the position between the paragraph and the table belongs to the paragraph's end
    expect(map.posToOffset(4)).toBe(2)
  })

  it('put a passage between, not around, the pictures at its edges', () => {
    const document = doc(p(inlinePicture(), 'ab', inlinePicture()))
    const map = offsetMapOf(document)
    expect([map.offsetToPos(0, 'start'), map.offsetToPos(2, 'end')]).toEqual([2, 4])
  })
})
