import { expect, test } from 'vitest'
import type { Passage } from '../../shared/anchoring/describe.ts'
import { articleSchema } from '../../shared/text/article-schema.ts'
import { textBlocksOf, textOf } from '../../shared/text/text-of.ts'
import {
  cursorOn,
  moveCursor,
  passageOf,
  type CursorMove,
  type ReadingCursor,
} from './reading-cursor.ts'
import { readingStructureOf } from './reading-structure.ts'

const { nodes } = articleSchema
const article = articleSchema.node(nodes.doc, null, [
  articleSchema.node(nodes.title, null, [articleSchema.text('The headline')]),
  articleSchema.node(nodes.paragraph, null, [
    articleSchema.text('One is here. Two is there. Three.'),
  ]),
  articleSchema.node(nodes.paragraph, null, []),
  articleSchema.node(nodes.paragraph, null, [articleSchema.text('Only sentence.')]),
  articleSchema.node(nodes.paragraph, null, [articleSchema.text('Last one. The end.')]),
])
const text = textOf(article)
const structure = readingStructureOf(text, textBlocksOf(article))
const bodyStart = structure.blocks[structure.firstBodyBlock]?.start ?? 0

const keys: Record<string, CursorMove> = {
  J: { by: 'paragraph', direction: 'forward', extend: false },
  K: { by: 'paragraph', direction: 'back', extend: false },
  '→': { by: 'sentence', direction: 'forward', extend: false },
  '←': { by: 'sentence', direction: 'back', extend: false },
  '⇧J': { by: 'paragraph', direction: 'forward', extend: true },
  '⇧K': { by: 'paragraph', direction: 'back', extend: true },
  '⇧→': { by: 'sentence', direction: 'forward', extend: true },
  '⇧←': { by: 'sentence', direction: 'back', extend: true },
  'word→': { by: 'word', direction: 'forward', extend: true },
  'word←': { by: 'word', direction: 'back', extend: true },
}

function press(sequence: string, from: ReadingCursor | null = null): string | null {
  let cursor = from
  for (const key of sequence.split(' ')) {
    const move = keys[key]
    if (move === undefined) throw new Error(`no such key: ${key}`)
    cursor = moveCursor(structure, cursor, move, bodyStart)
  }
  return cursor === null ? null : text.slice(passageOf(cursor).start, passageOf(cursor).end)
}

const passageOfWords = (words: string): Passage => {
  const start = text.indexOf(words)
  return { start, end: start + words.length }
}

test('the first step stands on the first paragraph of the body, or its first sentence', () => {
  expect(press('J')).toBe('One is here. Two is there. Three.')
  expect(press('→')).toBe('One is here.')
})

test('paragraphs are walked both ways, past empty ones, and end at the ends', () => {
  expect(press('J J')).toBe('Only sentence.')
  expect(press('J J J J')).toBe('Last one. The end.')
  expect(press('J J K')).toBe('One is here. Two is there. Three.')
  expect(press('J K K')).toBe('The headline')
})

test('the sentence key enters the paragraph and walks across paragraphs', () => {
  expect(press('J →')).toBe('One is here.')
  expect(press('J → → → →')).toBe('Only sentence.')
  expect(press('J J →')).toBe('Last one.')
  expect(press('J → ←')).toBe('The headline')
})

test('from a sentence K leads to the start of its paragraph, J to the next', () => {
  expect(press('J → → K')).toBe('One is here. Two is there. Three.')
  expect(press('J → → J')).toBe('Only sentence.')
})

test('Shift extends by a sentence or a paragraph and takes back what it added', () => {
  expect(press('J → ⇧→')).toBe('One is here. Two is there.')
  expect(press('J → ⇧→ ⇧←')).toBe('One is here.')
  expect(press('J → → ⇧←')).toBe('One is here. Two is there.')
  expect(press('J → → ⇧← ⇧→')).toBe('Two is there.')
  expect(press('J ⇧J')).toBe('One is here. Two is there. Three.\n\n\n\nOnly sentence.')
  expect(press('J → ⇧J')).toBe('One is here. Two is there. Three.')
  expect(press('J J ⇧K ⇧J')).toBe('Only sentence.')
})

test('the end of a passage grows and shrinks by a word, and keeps its first word', () => {
  const words = cursorOn(passageOfWords('Two is'))
  expect(press('word→', words)).toBe('Two is there')
  expect(press('word→ word→', words)).toBe('Two is there. Three')
  expect(press('word←', words)).toBe('Two')
  expect(press('word← word←', words)).toBe('Two')
})

test('blocks are named as people call them, empty ones not counted', () => {
  expect([0, 1, 2, 3].map((block) => structure.nameOf(block))).toEqual([
    'Headline',
    'Paragraph 1 of 3',
    'Paragraph 2 of 3',
    'Paragraph 3 of 3',
  ])
})
