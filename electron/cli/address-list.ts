import { mayBeAddress } from '../app/typed-words.ts'

/** From so many words on a line is one of a text, whatever it begins with. */
const proseWords = 12
const otherScheme = /^(?:[a-z][a-z0-9+.-]*:\/\/|(?:javascript|data|mailto|tel|blob|about|file):)/iu

/**
 * The lines of a list of addresses, null where the words are a text. A list with a slip in it is still
 * a list: each line is tried, and refused by itself. Lines that begin with `#` are remarks.
 */
export function addressList(words: string): string[] | null {
  const lines = words
    .split(/\r\n|[\n\r]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  const meant = lines.filter(isMeantAsAddress)
  if (meant.length === 0 || meant.length < lines.length / 2) return null
  if (lines.some((line) => line.split(/\s+/u).length >= proseWords)) return null
  return lines
}

/** Also where it cannot be one: an article is never one word without letters of its own script. */
function isMeantAsAddress(line: string): boolean {
  if (otherScheme.test(line)) return true
  return /^[\x21-\x7e]+$/u.test(line) || (!/\s/u.test(line) && mayBeAddress(line))
}
