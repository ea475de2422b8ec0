import { articleKey, contentKey, parseAddress } from '../../shared/domain/article-key.ts'
import { now } from '../../shared/domain/instant.ts'
import { AppError } from '../../shared/errors.ts'
import { decodeText } from './charset.ts'
import { claimsInHtml } from './file-claims.ts'
import type { ExtractionTask } from './extraction.ts'
import { recorded } from './fetch/recorded.ts'
import { bodyKindOf } from './fetch/media-type.ts'
import { sha256Of } from '../system/hash.ts'
import { isLegible } from './legible.ts'
import { sizeInWords, type Limits } from './limits.ts'
import { softwareOf } from './software.ts'
import type { RawBytes, Source } from './source.ts'

/** What was given, with the bytes as they were given. */
export type GivenSource = Source & { raw: RawBytes }

/** A file that the researcher gave; `url` is where they say it comes from. */
export type GivenFile = { name: string; bytes: Uint8Array; url?: string | undefined }

/** Text that the researcher pasted; `url` is where they say it comes from. */
export type GivenText = { text: string; url?: string | undefined }

/**
 * Reads a file as a page or as plain text; `unreadable-file` for anything else. The address that the
 * file claims is what its links start from, but never its key: nobody has checked it.
 */
export function readFile(
  { name, bytes, url }: GivenFile,
  options: { version: string; limits: Limits },
): GivenSource {
  const claimed = url === undefined ? null : parseAddress(url)
  const fileName = name.split(/[/\\]/u).at(-1) ?? name
  const kind = kindOf(fileName, bytes, options.limits)
  const startedAt = now()
  const decoded = decodeText(bytes, { header: null, isHtml: kind === 'html' })
  if (!isLegible(decoded.text)) throw unreadable(`“${fileName}”`, 'binary data')
  const mediaType = kind === 'html' ? 'text/html' : 'text/plain'
  const sha256 = sha256Of(bytes)
  const fileClaims = kind === 'html' ? claimsInHtml(decoded.text, new Date(startedAt)) : null
  const claimedUrl = claimed === null ? (fileClaims?.url ?? null) : recorded(claimed)
  const task: ExtractionTask =
    kind === 'html'
      ? { kind: 'page', html: decoded.text, url: claimedUrl, now: startedAt }
      : { kind: 'text', text: decoded.text, url: claimedUrl, now: startedAt }
  return {
    key: claimed === null ? contentKey(sha256) : articleKey(claimed),
    provenance: {
      kind: 'imported',
      fileName,
      claimedUrl,
      startedAt,
      finishedAt: now(),
      mediaType,
      charset: decoded.charset,
      sizeBytes: bytes.length,
      sha256,
      software: softwareOf(options.version),
      ...(fileClaims === null ? {} : { fileClaims }),
    },
    task,
    raw: { suffix: kind === 'html' ? 'original.html' : 'original.txt', mediaType, bytes },
    warnings: decoded.warning === null ? [] : [decoded.warning],
  }
}

/** Reads pasted text; its bytes are its UTF-8. */
export function readText({ text, url }: GivenText, options: { version: string }): GivenSource {
  const claimed = url === undefined ? null : parseAddress(url)
  if (text.trim() === '') {
    throw new AppError('empty-page', 'The text is empty. Nothing was captured; paste some text.')
  }
  if (!isLegible(text)) throw unreadable('What was pasted', 'binary data')
  const startedAt = now()
  const bytes = new TextEncoder().encode(text)
  const sha256 = sha256Of(bytes)
  const claimedUrl = claimed === null ? null : recorded(claimed)
  return {
    key: claimed === null ? contentKey(sha256) : articleKey(claimed),
    provenance: {
      kind: 'pasted',
      claimedUrl,
      startedAt,
      finishedAt: now(),
      sizeBytes: bytes.length,
      sha256,
      software: softwareOf(options.version),
    },
    task: { kind: 'text', text, url: claimedUrl, now: startedAt },
    raw: { suffix: 'original.txt', mediaType: 'text/plain', bytes },
    warnings: [],
  }
}

function kindOf(name: string, bytes: Uint8Array, limits: Limits): 'html' | 'text' {
  if (bytes.length === 0) {
    throw new AppError('empty-page', `The file “${name}” is empty. Nothing was captured.`)
  }
  const isNamedHtml = /\.x?html?$/iu.test(name)
  const kind = bodyKindOf(bytes, isNamedHtml ? 'text/html' : 'text/plain')
  if (typeof kind === 'object') throw unreadable(`“${name}”`, kind.unsupported)
  const most = kind === 'html' ? limits.htmlBytes : limits.fileBytes
  if (bytes.length > most) {
    throw new AppError(
      'too-big',
      `“${name}” is larger than ${sizeInWords(most)}, which no article is. Nothing was captured.`,
    )
  }
  // "<p>" at the start of a .txt is an example; a whole page saved under that name is a page.
  return kind
}

function unreadable(subject: string, what: string): AppError {
  return new AppError(
    'unreadable-file',
    `${subject} is ${what}, and Pressmark reads web pages (.html) and plain text (.txt). Nothing was captured; open it elsewhere and paste its text.`,
  )
}
