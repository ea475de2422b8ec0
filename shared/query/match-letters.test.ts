import { expect, test } from 'vitest'
import { matchLetters } from './match-letters.ts'

const rank = (text: string, typed: string): number | undefined => matchLetters(text, typed)?.rank

test('what begins a text ranks before what begins a word, stands in it, or is scattered over it', () => {
  const ranks = ['Note', 'Notes', 'The note', 'Keynote'].map((text) => rank(text, 'note'))
  expect(ranks).toEqual([0, 1, 2, 3])
  expect(rank('Next of the sentences', 'note')).toBe(5)
  expect(rank('Tag', 'note')).toBeUndefined()
})

test('the matched letters are told by their offsets, whatever their case', () => {
  expect([...(matchLetters('Undo Tag', 'TAG')?.matched ?? [])]).toEqual([5, 6, 7])
})
