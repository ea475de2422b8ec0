import { parseAddress } from '../../../shared/domain/article-key.ts'
import { AppError } from '../../../shared/errors.ts'
import { tooLong } from '../../ui/too-long.ts'
import { isPlausibleHost } from '../../ui/plausible-host.ts'

/**
 * What a pasted line is: addresses, with the words that stood before them; words alone; or something
 * else that is no text either, such as a file's name. `sentence` says why the words are no address.
 */
export type Line =
  | { kind: 'addresses'; urls: string[]; words: string }
  | { kind: 'words' | 'other'; words: string; sentence: string }

const listMarker = /^(?:[-*•–—·▪‣>]|\d{1,3}[.)])\s+/u
const opening = /^[<([{"'“‘„«「『（【]+/u
const closing = /[>)\]}"'”’»」』）】.,;:!?…。，、；：！？]$/u
/** An address among words, which ends where white space, a quotation or a sentence does. */
export const addressWithin = /https?:\/\/[^\s<>"“”„«»「」『』。，、；！？]+/giu
const schemes = 'javascript|data|mailto|tel|blob|about|view-source|vbscript|chrome|edge'
const otherAddress = new RegExp(String.raw`^(?:[a-z][a-z0-9+.-]*://|(?:${schemes}):)`, 'iu')
const path = /^(?:[a-z]:[\\/]|\\\\|~?\/|\.{1,2}[\\/]|file:)/iu
const fileName =
  /^[^/\\]*\.(?:x?html?|txt|pdf|docx?|odt|rtf|epub|csv|xlsx?|pptx?|png|jpe?g|gif|webp|json|xml)$/iu
const email = /^[^\s@/]+@[^\s@/]+$/u

/** No address is longer: a longer line is a text, and isn't searched for one. */
const maxAddressLength = 8_192

/** Reads one line that isn't blank. */
export function readLine(given: string): Line {
  const line = given.trim().replace(listMarker, '')
  if (line.length > maxAddressLength) return readLong(line)
  const tokens = line.split(/\s+/u).map(unwrapped)
  const whole = tokens.map(asAddress)
  if (whole.every((url) => url !== null)) return { kind: 'addresses', urls: whole, words: '' }
  if (path.test(line) || (fileName.test(line) && tokens.length < 6)) {
    const sentence = `${quoted(line)} names a file; it is not a web address. Nothing was captured; add the file with “Add a file…”, or drop it into this window.`
    return { kind: 'other', words: line, sentence }
  }
  if (email.test(line)) {
    const sentence = `${quoted(line)} is an e-mail address; it is not a web address. Nothing was captured; paste an address that begins with https:// or http://.`
    return { kind: 'other', words: line, sentence }
  }
  return readAmongWords(line)
}

function readLong(line: string): Line {
  const sentence = /^https?:\S+$/iu.test(line)
    ? `${tooLong('An address', line.length, maxAddressLength)} Nothing was captured.`
    : notAnAddress(line)
  return { kind: 'words', words: line, sentence }
}

function readAmongWords(line: string): Line {
  const found = [...line.matchAll(addressWithin)]
  const urls = found.flatMap(([match]) => asAddress(unwrapped(match)) ?? [])
  const last = found.at(-1)
  if (urls.length === 0 || last === undefined) {
    const kind = otherAddress.test(line) ? 'other' : 'words'
    return { kind, words: line, sentence: whyNone(line) }
  }
  const after = line.slice(last.index + unwrapped(last[0]).length)
  // An address may hold spaces: where words follow it, nobody knows where it ends.
  if (/[\p{L}\p{N}]/u.test(after)) {
    const [first = ''] = urls
    const sentence = `Words follow the address ${quoted(first)} in ${quoted(line)}, and it is not clear where it ends. Nothing was captured; leave only the address.`
    return { kind: 'words', words: line, sentence }
  }
  const before = line.replaceAll(addressWithin, ' ').replaceAll(/\s+/gu, ' ')
  const words = before.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '')
  return { kind: 'addresses', urls, words }
}

/** The address that one token is, completed, or null. */
function asAddress(token: string): string | null {
  if (/[。，、；！？]/u.test(token)) return null
  const host = /^([^\s/:?#@]+)(?::\d{1,5})?(?:[/?#]\S*)?$/u.exec(token)?.[1]
  const isCandidate =
    /^https?:\/\/./iu.test(token) ||
    /^(?:doi:)?10\.\d{4,9}\/./iu.test(token) ||
    (host !== undefined && isPlausibleHost(host))
  return isCandidate ? parsed(token).url : null
}

function whyNone(line: string): string {
  return parsed(line).sentence ?? notAnAddress(line)
}

function parsed(text: string): { url: string | null; sentence: string | null } {
  try {
    return { url: parseAddress(text).href, sentence: null }
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    return { url: null, sentence: cause.message }
  }
}

/** A token without the quotation marks, brackets and sentence ends around it. */
function unwrapped(token: string): string {
  let inner = token.replace(opening, '')
  while (closing.test(inner) && !endsInOwnBracket(inner)) inner = inner.slice(0, -1)
  return inner
}

/** Whether the last bracket was opened inside, as in addresses of an encyclopedia. */
function endsInOwnBracket(text: string): boolean {
  const pairs = ['()', '（）', '[]']
  const pair = pairs.find((brackets) => text.endsWith(brackets.charAt(1)))
  if (pair === undefined) return false
  const count = (bracket: string): number => text.split(bracket).length - 1
  return count(pair.charAt(0)) >= count(pair.charAt(1))
}

function notAnAddress(line: string): string {
  return `${quoted(line)} is not a web address. Nothing was captured; paste an address that begins with https:// or http://.`
}

function quoted(text: string): string {
  return `“${text.length > 120 ? `${text.slice(0, 119).toWellFormed()}…` : text}”`
}
