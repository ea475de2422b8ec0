import { articleKey, contentKey, parseAddress } from '../../shared/domain/article-key.ts'
import { now, type Instant } from '../../shared/domain/instant.ts'
import type { Charset, FileClaims } from '../../shared/domain/provenance.ts'
import { AppError } from '../../shared/errors.ts'
import { decodeText } from './charset.ts'
import { claimsInHtml } from './file-claims.ts'
import type { ExtractionTask } from './extraction.ts'
import { recorded } from './fetch/recorded.ts'
import { sha256Of } from '../system/hash.ts'
import { fileKindOf, tooBig, unreadable, unreadableSentence, type FileKind } from './file-kind.ts'
import { isLegible } from './legible.ts'
import type { Limits } from './limits.ts'
import type { Mhtml, MhtmlTask } from './mhtml/read-mhtml.ts'
import { softwareOf } from './software.ts'
import type { BroughtFiles, RawBytes, Source } from './source.ts'

/** What was given, with the bytes as they were given. */
export type GivenSource = Source & { raw: RawBytes }

/**
 * A file that the researcher gave; `url` is where they say it comes from. `files` are what a browser
 * saved beside a page, named from the page's own folder (`quay_files/pier.jpg`); bytes null: too large.
 */
export type GivenFile = {
  name: string
  bytes: Uint8Array
  url?: string | undefined
  files?: readonly { name: string; bytes: Uint8Array | null }[] | undefined
}

/** Text that the researcher pasted; `url` is where they say it comes from. */
export type GivenText = { text: string; url?: string | undefined }

/** What reading a file needs; `unpack` takes an MHTML file apart, in the worker. */
export type ReadFileOptions = {
  version: string
  limits: Limits
  unpack: (task: MhtmlTask) => Promise<Mhtml>
}

/** A file, read: its text, what it says of itself, and what came along. */
type FileContent = {
  text: string
  charset: Charset
  claims: FileClaims | null
  /** The address that links of the page start from by its own word. */
  base: string | null
  brought: BroughtFiles
  warnings: string[]
}

const kinds = {
  html: { mediaType: 'text/html', suffix: 'original.html' },
  mhtml: { mediaType: 'multipart/related', suffix: 'original.mhtml' },
  text: { mediaType: 'text/plain', suffix: 'original.txt' },
} as const satisfies Record<FileKind, object>

/**
 * Reads a file as a page or as plain text; `unreadable-file` for anything else. The address that the
 * file claims is what its links start from, but never its key: nobody has checked it.
 */
export async function readFile(given: GivenFile, options: ReadFileOptions): Promise<GivenSource> {
  const { name, bytes, url } = given
  const said = url === undefined ? null : parseAddress(url)
  const fileName = name.split(/[/\\]/u).at(-1) ?? name
  const kind = fileKindOf(fileName, bytes, options.limits)
  const startedAt = now()
  const content =
    kind === 'mhtml'
      ? await readParts({ ...given, name: fileName }, startedAt, options)
      : readWhole(given, kind, startedAt)
  const { claims } = content
  if (!isLegible(content.text)) throw unreadable(fileName, 'binary data')
  const sha256 = sha256Of(bytes)
  const claimedUrl = said === null ? (claims?.url ?? null) : recorded(said)
  return {
    key: said === null ? contentKey(sha256) : articleKey(said),
    provenance: {
      kind: 'imported',
      fileName,
      claimedUrl,
      startedAt,
      finishedAt: now(),
      mediaType: kinds[kind].mediaType,
      charset: content.charset,
      sizeBytes: bytes.length,
      sha256,
      software: softwareOf(options.version),
      ...(claims === null ? {} : { fileClaims: claims }),
    },
    task: taskOf(kind, content, { url: claimedUrl, isClaimed: said === null, at: startedAt }),
    raw: { ...kinds[kind], bytes },
    brought: content.brought,
    warnings: content.warnings,
  }
}

function readWhole({ bytes, files }: GivenFile, kind: FileKind, at: Instant): FileContent {
  const { text, charset, warning } = decodeText(bytes, { header: null, isHtml: kind === 'html' })
  return {
    text,
    charset,
    claims: kind === 'html' ? claimsInHtml(text, new Date(at)) : null,
    base: null,
    brought: new Map((files ?? []).map((file) => [file.name, file.bytes])),
    warnings: warning === null ? [] : [warning],
  }
}

async function readParts(
  { name, bytes }: GivenFile,
  at: Instant,
  { limits, unpack }: ReadFileOptions,
): Promise<FileContent> {
  const mhtml = await unpack({ bytes, now: at })
  if (mhtml.htmlBytes > limits.htmlBytes) throw tooBig(name, limits.htmlBytes)
  const brought = new Map(
    mhtml.parts.flatMap((part) => part.names.map((partName) => [partName, part.bytes])),
  )
  const { html: text, charset, claims, base, warnings } = mhtml
  return { text, charset, claims, base, brought, warnings }
}

function taskOf(
  kind: FileKind,
  { text, brought, base }: FileContent,
  { url, isClaimed, at }: { url: string | null; isClaimed: boolean; at: Instant },
): ExtractionTask {
  if (kind === 'text') return { kind: 'text', text, url, now: at }
  const savedWith = { names: [...brought.keys()], base, isClaimed }
  return { kind: 'page', html: text, url, now: at, savedWith }
}

/** Reads pasted text; its bytes are its UTF-8. */
export function readText({ text, url }: GivenText, options: { version: string }): GivenSource {
  const claimed = url === undefined ? null : parseAddress(url)
  if (text.trim() === '') {
    throw new AppError('empty-page', 'The text is empty. Nothing was captured; paste some text.')
  }
  if (!isLegible(text)) {
    throw new AppError('unreadable-file', unreadableSentence('What was pasted', 'binary data'))
  }
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
    brought: new Map(),
    warnings: [],
  }
}
