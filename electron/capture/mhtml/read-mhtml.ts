import type { Charset, FileClaims } from '../../../shared/domain/provenance.ts'
import { AppError } from '../../../shared/errors.ts'
import { decodeText } from '../charset.ts'
import { parseContentType } from '../fetch/media-type.ts'
import { checkedClaims } from '../file-claims.ts'
import { parameterOf, type MimeHeaders } from './mime-headers.ts'
import { mostParts, readParts, type MimePart, type MimeParts } from './mime-parts.ts'
import { decodeTransfer } from './transfer-encoding.ts'

/** A file as it goes to the worker. */
export type MhtmlTask = { bytes: Uint8Array; now: string }

/** A part beside the page, by every name that the page may call it: `cid:…`, its address. */
export type SavedPart = { names: string[]; bytes: Uint8Array }

/**
 * A page with what was saved beside it. `base` is the address that its links start from, as the file
 * has it; `htmlBytes` the size of the page alone.
 */
export type Mhtml = {
  html: string
  htmlBytes: number
  charset: Charset
  base: string | null
  claims: FileClaims | null
  parts: SavedPart[]
  warnings: string[]
}

/**
 * Takes an MHTML file apart (RFC 2557): the page, the parts beside it, what the file says of itself.
 * Throws `unreadable-file` where it holds no page, `incomplete` where it ends in the middle of it.
 */
export function readMhtml({ bytes: given, now }: MhtmlTask): Mhtml {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const file = readParts(bytes)
  const main = mainPartOf(file)
  if (main === null) throw file.isCut ? cut() : noPage()
  if (!main.isWhole) throw cut()
  const page = contentOf(bytes, main)
  if (page.length === 0) throw noPage()
  const { charset: declared } = parseContentType(main.headers.get('content-type') ?? null)
  const { text, charset, warning } = decodeText(page, { header: declared, isHtml: true })
  const base = baseOf(main.headers, file.headers)
  return {
    html: text,
    htmlBytes: page.length,
    charset,
    base,
    claims: claimsOf(file.headers, main.headers, new Date(now)),
    parts: file.parts.flatMap((part) => savedPart(bytes, part, main, base)),
    warnings: [...(warning === null ? [] : [warning]), ...warningsOf(file)],
  }
}

/** The part that is named as the start, else the first that is a page. */
function mainPartOf({ headers, parts }: MimeParts): MimePart | null {
  const start = parameterOf(headers.get('content-type') ?? '', 'start')
  const pages = parts.filter((part) => isPage(part.headers))
  const named = pages.find((part) => start !== null && part.headers.get('content-id') === start)
  return named ?? pages[0] ?? null
}

function isPage(headers: MimeHeaders): boolean {
  const { mediaType } = parseContentType(headers.get('content-type') ?? null)
  return mediaType === 'text/html' || mediaType === 'application/xhtml+xml'
}

function contentOf(bytes: Buffer, { headers, start, end }: MimePart): Uint8Array {
  return decodeTransfer(bytes.subarray(start, end), headers.get('content-transfer-encoding'))
}

/** Styles, scripts and the pages of frames are of no use here; the file itself keeps them. */
function savedPart(
  bytes: Buffer,
  part: MimePart,
  main: MimePart,
  base: string | null,
): SavedPart[] {
  const { mediaType } = parseContentType(part.headers.get('content-type') ?? null)
  const isText = /^(?:text\/|application\/(?:javascript|json|xhtml))/u.test(mediaType ?? '')
  if (part === main || !part.isWhole || isText) return []
  const names = [locationIn(part.headers, base), contentIdOf(part.headers)].filter(
    (name) => name !== null,
  )
  return names.length === 0 ? [] : [{ names, bytes: contentOf(bytes, part) }]
}

/** Where a part was, absolute where that can be told. White space is how long fields are folded. */
function locationIn(headers: MimeHeaders, base: string | null): string | null {
  const location = headers.get('content-location')?.replaceAll(/\s+/gu, '') ?? ''
  if (location === '') return null
  return base !== null && URL.canParse(location, base) ? new URL(location, base).href : location
}

function contentIdOf(headers: MimeHeaders): string | null {
  const id = /^<?([^<>\s]+)>?$/u.exec(headers.get('content-id') ?? '')?.[1]
  return id === undefined ? null : `cid:${id}`
}

function baseOf(main: MimeHeaders, top: MimeHeaders): string | null {
  const found = [
    main.get('content-location'),
    main.get('content-base'),
    top.get('content-location'),
    top.get('snapshot-content-location'),
  ]
    .map((field) => field?.replaceAll(/\s+/gu, '') ?? '')
    .find((field) => URL.canParse(field))
  return found ?? null
}

/** What browsers write into the head of the file; the address of the page itself where they don't. */
function claimsOf(top: MimeHeaders, main: MimeHeaders, now: Date): FileClaims | null {
  const address = [top.get('snapshot-content-location'), main.get('content-location')]
    .map((field) => field?.replaceAll(/\s+/gu, '') ?? '')
    .find((field) => field !== '')
  return checkedClaims(
    { address: address ?? null, time: top.get('date') ?? null, by: 'mhtml' },
    now,
  )
}

function warningsOf({ isCut, isLong }: MimeParts): string[] {
  return [
    ...(isCut
      ? ['The file ends too early. Its page is whole; pictures at its end may be missing.']
      : []),
    ...(isLong
      ? [
          `The file has more than ${mostParts} parts, or parts in parts; what follows was passed by.`,
        ]
      : []),
  ]
}

function noPage(): AppError {
  return new AppError(
    'unreadable-file',
    'This file holds no web page: it is damaged, or something else under that name. Nothing was captured; save the page from your browser again and add that file.',
  )
}

function cut(): AppError {
  return new AppError(
    'incomplete',
    'This file ends in the middle of its page: it was not saved or copied whole. Nothing was captured, since half a page is never kept; save the page from your browser again and add that file.',
  )
}
