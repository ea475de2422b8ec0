import { expect, test } from 'vitest'
import { sentencesOf } from './sentences.ts'

const cut = (text: string): string[] =>
  sentencesOf(text).map(({ start, end }) => text.slice(start, end))

test('plain sentences are cut at their ends, without the white space between them', () => {
  expect(cut('The vote was close. Nobody spoke!  Who had asked?')).toEqual([
    'The vote was close.',
    'Nobody spoke!',
    'Who had asked?',
  ])
})

test('a title before a name ends nothing', () => {
  expect(cut('Dr. Hale met Ms. Ruiz in St. Mary. They left.')).toEqual([
    'Dr. Hale met Ms. Ruiz in St. Mary.',
    'They left.',
  ])
})

test('a month before a day ends nothing, a month at the end of a sentence does', () => {
  expect(cut('It came on Jan. 6 at noon. He left in Dec. The report came late.')).toEqual([
    'It came on Jan. 6 at noon.',
    'He left in Dec.',
    'The report came late.',
  ])
})

test('initials and abbreviated states end nothing unless a new sentence begins', () => {
  expect(cut('J. R. Hale of the U.S. Senate spoke. He left the U.S. The rest stayed.')).toEqual([
    'J. R. Hale of the U.S. Senate spoke.',
    'He left the U.S.',
    'The rest stayed.',
  ])
})

test('a question in quotes goes on where the verb of saying is in lower case', () => {
  expect(cut('“Why?” asked the mayor. “Go!” She left.')).toEqual([
    '“Why?” asked the mayor.',
    '“Go!”',
    'She left.',
  ])
})

test('a closing quote stays with the sentence that it closes', () => {
  expect(cut('He said: “We were not told.” Nobody answered.')).toEqual([
    'He said: “We were not told.”',
    'Nobody answered.',
  ])
  expect(cut('He said: "We were not told." Nobody answered.')).toEqual([
    'He said: "We were not told."',
    'Nobody answered.',
  ])
})

test('a line break always ends a sentence', () => {
  expect(cut('first line\nsecond line')).toEqual(['first line', 'second line'])
})

test('a language that is no locale falls back instead of failing', () => {
  expect(sentencesOf('One. Two.', 'not a language!')).toHaveLength(2)
})

test('a text of white space has no sentences', () => {
  expect(sentencesOf(' \n ')).toEqual([])
})
