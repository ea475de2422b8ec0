// oxlint-disable-next-line typescript/triple-slash-reference -- the tests' program sees this file, not its folder
/// <reference path="./libraries.d.ts" />
import { TextDecoder } from 'node:util'
import sniff from 'html-encoding-sniffer'
import iconv from 'iconv-lite'
import type { Charset } from '../../shared/domain/provenance.ts'

/** Bytes as characters, with the encoding chosen, why, and a warning where it was a guess. */
export type Decoded = { text: string; charset: Charset; warning: string | null }

type Guess = { name: string; how: string; warning?: string }

/**
 * Decodes a page or a text file.
 *
 * A byte order mark decides; then strict UTF-8, since bytes that are valid UTF-8 by accident hardly
 * exist; then what the header and the page say. A declaration of UTF-8 that the bytes contradict
 * gives windows-1252, and says so.
 */
export function decodeText(
  bytes: Uint8Array,
  declared: { header: string | null; isHtml: boolean },
): Decoded {
  const guess = byMark(bytes) ?? byZeros(bytes) ?? byShift(bytes, declared) ?? byUtf8(bytes)
  const chosen = guess ?? byDeclaration(bytes, declared)
  return {
    text: decodeAs(bytes, chosen.name),
    charset: { name: chosen.name, how: chosen.how },
    warning: chosen.warning ?? null,
  }
}

function byMark(bytes: Uint8Array): Guess | null {
  const how = 'byte order mark'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { name: 'utf-8', how }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { name: 'utf-16le', how }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { name: 'utf-16be', how }
  return null
}

/** UTF-16 without a mark: markup and spaces leave zeros on one side of each pair. */
function byZeros(bytes: Uint8Array): Guess | null {
  const head = bytes.subarray(0, 4096)
  let even = 0
  let odd = 0
  for (let index = 0; index < head.length; index += 1) {
    if (head[index] !== 0) continue
    if (index % 2 === 0) even += 1
    else odd += 1
  }
  const many = head.length / 10
  const how = 'pattern of zero bytes'
  if (odd > many && even < odd / 10) return { name: 'utf-16le', how }
  if (even > many && odd < even / 10) return { name: 'utf-16be', how }
  return null
}

/** ISO-2022-JP is all ASCII bytes, so it would pass for UTF-8: its escape sequences tell. */
function byShift(
  bytes: Uint8Array,
  declared: { header: string | null; isHtml: boolean },
): Guess | null {
  if (!bytes.includes(0x1b)) return null
  const { name } = byDeclaration(bytes, declared)
  return name === 'iso-2022-jp' ? { name, how: 'declared' } : null
}

function byUtf8(bytes: Uint8Array): Guess | null {
  if (isUtf8(bytes)) return { name: 'utf-8', how: 'valid UTF-8' }
  return mostlyUtf8(bytes)
    ? {
        name: 'utf-8',
        how: 'almost valid UTF-8',
        warning: 'A few characters of the page are damaged and stand as “�” in the text.',
      }
    : null
}

function byDeclaration(
  bytes: Uint8Array,
  declared: { header: string | null; isHtml: boolean },
): Guess {
  const fallback = 'windows-1252'
  const hint = declared.header === null ? {} : { transportLayerEncodingLabel: declared.header }
  // A sniffer given a blank page answers for the header alone.
  const page = declared.isHtml ? bytes : new Uint8Array()
  const name = sniff(page, { ...hint, defaultEncoding: fallback }).toLowerCase()
  if (name === 'utf-8' || name.startsWith('utf-16')) {
    return {
      name: fallback,
      how: `declared as ${name}, which it is not`,
      warning: `The page calls itself ${name}, but it is not; it was read as ${fallback}. Check its quotation marks and accents.`,
    }
  }
  const isDeclared =
    sniff(page, { ...hint, defaultEncoding: 'x-user-defined' }) !== 'x-user-defined'
  return { name, how: isDeclared ? 'declared' : 'not declared: the usual guess' }
}

/** The text of `bytes` in one encoding. Node's own windows-1252 is faulty, so iconv-lite goes first. */
function decodeAs(bytes: Uint8Array, name: string): string {
  if (name === 'utf-8' || !iconv.encodingExists(name)) {
    return new TextDecoder(name).decode(bytes)
  }
  return iconv.decode(Buffer.from(bytes), name)
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** A page cut in the middle of a letter, or patched together: far more valid letters than damage. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  const damaged = text.match(/�/gu)?.length ?? 0
  const valid = text.match(/[^\p{ASCII}�]/gu)?.length ?? 0
  return valid >= 10 * damaged
}
