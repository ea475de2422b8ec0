import { addressWithin, readLine, type Line } from './read-line.ts'

/**
 * What pasted or typed words are: addresses to capture (with what stood beside them, and the
 * sentence that says so), the text of an article, nothing, or neither, with the reason.
 */
export type Pasted =
  | { kind: 'addresses'; urls: string[]; rest: string; sentence: string | null }
  | { kind: 'prose'; text: string }
  | { kind: 'neither'; sentence: string }
  | { kind: 'nothing' }

/** From so many words on, what isn't an address is taken for an article's text. */
const proseWords = 12
/** So many are enough where they end as a sentence does. */
const sentenceWords = 4

/** Reads what was pasted, typed or dropped. */
export function readPasted(text: string): Pasted {
  const lines = text
    .split(/\r\n|[\n\r]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length === 0) return { kind: 'nothing' }
  const read: Line[] = []
  for (const given of lines) {
    const line = readLine(given)
    // A text that quotes an address is still a text; a long one need not be read to its end.
    if (line.kind !== 'other' && isProse(line.words)) return { kind: 'prose', text }
    read.push(line)
  }
  const refused = read.filter((line) => line.kind !== 'addresses')
  // A list with a slip in it is still a list.
  if (refused.length <= read.length / 2) return addressesOf(read)
  const words = read.flatMap((line) => (line.kind === 'other' ? [] : [line.words]))
  if (isProse(words.join(' '))) return { kind: 'prose', text }
  return { kind: 'neither', sentence: refused[0]?.sentence ?? '' }
}

function addressesOf(read: readonly Line[]): Pasted {
  const urls = read.flatMap((line) => (line.kind === 'addresses' ? line.urls : []))
  const besides = read.map(({ words }) => words).filter((words) => words !== '')
  const refused = read.find((line) => line.kind !== 'addresses')
  const sentence =
    refused?.sentence ?? 'The address was captured, without the words before it: they stay here.'
  return {
    kind: 'addresses',
    urls: [...new Set(urls)],
    rest: besides.join(' '),
    sentence: besides.length === 0 ? null : sentence,
  }
}

/** Many words, or a whole sentence; words of scripts without spaces count like any other. */
function isProse(text: string): boolean {
  // The parts of an address are no words of a text.
  const words = countWords(text.replaceAll(addressWithin, ' '), proseWords)
  const isSentence = /\p{Sentence_Terminal}["”’»」』）)]*$/u.test(text)
  return words >= proseWords || (isSentence && words >= sentenceWords)
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Counts words, but no further than `enough`. */
function countWords(text: string, enough: number): number {
  let words = 0
  for (const { isWordLike } of segmenter.segment(text)) {
    if (isWordLike === true) words += 1
    if (words >= enough) break
  }
  return words
}
