import {
  inOrderOfCapture,
  isCapturedBefore,
  type Article,
  type VersionEntry,
} from '../../shared/domain/article.ts'
import type { Id } from '../../shared/domain/ids.ts'
import type { Instant } from '../../shared/domain/instant.ts'
import type { LeftOut, LeftOutBlock } from '../../shared/domain/left-out.ts'
import type { Metadata } from '../../shared/domain/metadata.ts'
import { onlyClaimed, type Provenance } from '../../shared/domain/provenance.ts'
import type { Sha256 } from '../../shared/domain/sha256.ts'
import { VersionRecord, type MediaEntry, type VersionFile } from '../../shared/domain/version.ts'
import { parseDocument, type DocumentJson } from '../../shared/text/document-json.ts'
import { textOf, textRules } from '../../shared/text/text-of.ts'
import { articleHtml } from './article-html.ts'
import { sha256Of } from '../system/hash.ts'
import { jsonText } from './json-text.ts'
import { isMediaNameOf, versionFileName } from './library-paths.ts'

/**
 * What a capture hands over to be kept. `document` is checked against the article schema; `raw` is
 * the evidence, `suffix` its place in the version (`snapshot.wacz`, `original.html`); `page` is the page
 * as it looked, where there was one. The bytes of a picture are null where it could not be had.
 */
export type NewVersion = {
  key: string
  metadata: Metadata
  provenance: Provenance
  document: DocumentJson
  leftOut: readonly LeftOutBlock[]
  media: readonly { entry: MediaEntry; bytes: Uint8Array | null; mediaType: string | null }[]
  raw: { suffix: string; mediaType: string; bytes: Uint8Array }
  page: Uint8Array | null
}

/** What {@link NewVersion} says, computed once, before any lock is taken. */
export type PreparedVersion = NewVersion & {
  text: string
  textSha256: Sha256
  html: string
  capturedAt: Instant
}

/** A file of a version on its way to the disk. Shared files may be there already. */
export type FileToWrite = { file: VersionFile; bytes: Uint8Array; isShared: boolean }

/** Checks a new version and computes its text. Throws `document-damaged` on a foreign document. */
export function prepareVersion(version: NewVersion): PreparedVersion {
  const document = parseDocument(version.document)
  const text = textOf(document)
  const textSha256 = sha256Of(text)
  const capturedAt = version.provenance.finishedAt
  const claims = onlyClaimed(version.key, version.provenance)
  const sourceUrl = claims === null ? sourceOf(version.provenance) : null
  const html = articleHtml({
    document,
    metadata: version.metadata,
    sourceUrl,
    claims,
    capturedAt,
    textSha256,
  })
  // As the schema writes it: whatever else the JSON carried is not part of the article.
  const clean = document.toJSON() as DocumentJson
  return { ...version, document: clean, text, textSha256, html, capturedAt }
}

/**
 * The files of a version: everything it keeps, its record last, and how article.json names it. `others`
 * are the versions that the article has: the record names the hash of the one captured before it.
 */
export function filesOfVersion(
  version: PreparedVersion,
  identity: { id: Id; articleId: Id; coderId: Id; name: VersionEntry['name'] },
  others: readonly VersionEntry[],
): { files: FileToWrite[]; record: FileToWrite['bytes']; recordPath: string; entry: VersionEntry } {
  const { id, articleId, coderId, name } = identity
  const isBefore = (one: VersionEntry): boolean => isCapturedBefore(one, { ...version, id })
  const previous = inOrderOfCapture(others).findLast(isBefore)
  const files = [...textFiles(version, name), ...mediaFiles(version)]
  const record = VersionRecord.parse({
    format: 1,
    id,
    articleId,
    key: version.key,
    capturedAt: version.capturedAt,
    coderId,
    previousRecordSha256: previous?.recordSha256 ?? null,
    provenance: version.provenance,
    metadata: version.metadata,
    textRules,
    textSha256: version.textSha256,
    textLength: version.text.length,
    media: version.media.map(({ entry }) => entry),
    files: files.map(({ file }) => file),
  })
  const bytes = new TextEncoder().encode(jsonText(record))
  const { capturedAt, textSha256 } = version
  return {
    files,
    record: bytes,
    recordPath: versionFileName(name, 'version.json'),
    entry: { id, name, capturedAt, textSha256, recordSha256: sha256Of(bytes) },
  }
}

/** A new article with its first version. */
export function newArticle(version: PreparedVersion, id: Id, entry: VersionEntry): Article {
  const { key, metadata, capturedAt } = version
  return {
    format: 1,
    id,
    rev: 1,
    key,
    createdAt: capturedAt,
    updatedAt: capturedAt,
    metadata,
    versions: [entry],
    lastUnchanged: null,
    removed: null,
  }
}

function textFiles(version: PreparedVersion, name: VersionEntry['name']): FileToWrite[] {
  const leftOut: LeftOut = { format: 1, blocks: [...version.leftOut] }
  const encode = (text: string) => new TextEncoder().encode(text)
  const { raw } = version
  const evidence = raw.suffix.startsWith('snapshot') ? 'snapshot' : 'original'
  const file = (
    role: VersionFile['role'],
    suffix: string,
    mediaType: string,
    bytes: Uint8Array,
  ): FileToWrite => ({
    file: {
      role,
      path: versionFileName(name, suffix),
      mediaType,
      sizeBytes: bytes.length,
      sha256: sha256Of(bytes),
    },
    bytes,
    isShared: false,
  })
  return [
    file('document', 'document.json', 'application/json', encode(jsonText(version.document))),
    file('text', 'text.txt', 'text/plain; charset=utf-8', encode(version.text)),
    file('left-out', 'left-out.json', 'application/json', encode(jsonText(leftOut))),
    file('article', 'article.html', 'text/html; charset=utf-8', encode(version.html)),
    ...(version.page === null
      ? []
      : [file('page', 'page.html', 'text/html; charset=utf-8', version.page)]),
    file(evidence, raw.suffix, raw.mediaType, raw.bytes),
  ]
}

function mediaFiles(version: PreparedVersion): FileToWrite[] {
  const byPath = new Map<string, FileToWrite>()
  for (const { entry, bytes, mediaType } of version.media) {
    if (bytes === null || entry.file === null || entry.sha256 === null) continue
    const sha256 = sha256Of(bytes)
    if (sha256 !== entry.sha256 || !isMediaNameOf(entry.file, sha256)) {
      throw new Error(`the picture ${entry.file} is not the bytes that its entry describes`)
    }
    const type = mediaType ?? 'application/octet-stream'
    const file = {
      role: 'media' as const,
      path: entry.file,
      mediaType: type,
      sizeBytes: bytes.length,
      sha256,
    }
    byPath.set(entry.file, { file, bytes, isShared: true })
  }
  return [...byPath.values()]
}

function sourceOf(provenance: Provenance): string | null {
  return provenance.kind === 'fetched' ? provenance.finalUrl : provenance.claimedUrl
}
