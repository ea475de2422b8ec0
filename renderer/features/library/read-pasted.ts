import { parseAddress } from '../../../shared/domain/article-key.ts'
import { AppError } from '../../../shared/errors.ts'

/**
 * What pasted or typed words are: addresses to capture (with the lines that are none, and the
 * sentence that says so), the text of an article, nothing, or neither, with the reason.
 */
export type Pasted =
  | { kind: 'addresses'; urls: string[]; rest: string; sentence: string | null }
  | { kind: 'prose'; text: string }
  | { kind: 'neither'; sentence: string }
  | { kind: 'nothing' }

/** From so many words on, what isn't an address is taken for an article's text. */
const proseWords = 12

/** Reads what was pasted, typed or dropped. */
export function readPasted(text: string): Pasted {
  const lines = text
    .split(/\r\n|[\n\r]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length === 0) return { kind: 'nothing' }
  const read = lines.map(readLine)
  const urls = read.flatMap((line) => ('url' in line ? [line.url] : []))
  const refused = read.flatMap((line) => ('sentence' in line ? [line] : []))
  const [firstRefused] = refused
  // A list with a slip in it is still a list; a text that quotes an address is still a text.
  if (urls.length > 0 && refused.length <= urls.length && !refused.some(isLong)) {
    return {
      kind: 'addresses',
      urls: [...new Set(urls)],
      rest: refused.map(({ line }) => line).join(' '),
      sentence: firstRefused?.sentence ?? null,
    }
  }
  if (isLong({ line: lines.join(' ') })) return { kind: 'prose', text }
  return { kind: 'neither', sentence: firstRefused?.sentence ?? '' }
}

function readLine(line: string): { url: string } | { line: string; sentence: string } {
  try {
    return { url: parseAddress(line).href }
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    return { line, sentence: cause.message }
  }
}

function isLong({ line }: { line: string }): boolean {
  return line.split(/\s+/u).length >= proseWords
}
