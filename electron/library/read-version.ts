import type { Node } from 'prosemirror-model'
import { versionsInOrder, type Article, type VersionEntry } from '../../shared/domain/article.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { LeftOut, type LeftOutBlock } from '../../shared/domain/left-out.ts'
import { VersionRecord, type VersionFile } from '../../shared/domain/version.ts'
import { AppError } from '../../shared/errors.ts'
import { parseDocument } from '../../shared/text/document-json.ts'
import { nameOf, type Disk } from './disk.ts'
import { isMissing, readError } from './disk-errors.ts'
import { sha256Of } from '../system/hash.ts'
import { readDocument } from './json-text.ts'
import { filePath, versionFileName } from './library-paths.ts'

/** A version as it was kept: every part of it is what its hash says. */
export type StoredVersion = {
  record: VersionRecord
  document: Node
  /** From `.text.txt`: what every offset indexes. */
  text: string
  leftOut: LeftOutBlock[]
}

/** A version of an article and its place in the order of capture. */
type Place = { disk: Disk; folder: string; entry: VersionEntry; number: number }

/**
 * Reads a version. Record, text and document must be what their hashes say, else `document-damaged`;
 * damage to the left-out blocks is reported, and the article shown without them.
 */
export async function readVersion(
  disk: Disk,
  folder: string,
  article: Article,
  versionId: Id,
): Promise<StoredVersion> {
  const versions = versionsInOrder(article)
  const index = versions.findIndex(({ id }) => id === versionId)
  const entry = versions[index]
  if (entry === undefined) {
    throw new AppError(
      'not-found',
      `The article has no version ${versionId}. It may not be synced yet; nothing was changed.`,
    )
  }
  const place = { disk, folder, entry, number: index + 1 }
  const record = await readRecord(place)
  const [textBytes, documentBytes] = await Promise.all([
    readPart(place, fileOf(place, record, 'text')),
    readPart(place, fileOf(place, record, 'document')),
  ])
  const text = Buffer.from(textBytes).toString('utf8')
  if (record.textSha256 !== entry.textSha256 || sha256Of(textBytes) !== entry.textSha256) {
    throw damagedPart(place, fileOf(place, record, 'text').path)
  }
  const document = parseDocument(JSON.parse(Buffer.from(documentBytes).toString('utf8')))
  return { record, document, text, leftOut: await readLeftOut(place, record) }
}

/** Reads the bytes of a picture that some version of the article keeps. */
export async function readMedia(
  disk: Disk,
  folder: string,
  article: Article,
  fileName: string,
): Promise<{ mediaType: string; bytes: Uint8Array<ArrayBuffer> }> {
  let failure: AppError | null = null
  for (const [index, entry] of versionsInOrder(article).entries()) {
    const place = { disk, folder, entry, number: index + 1 }
    try {
      const record = await readRecord(place)
      const file = record.files.find(({ role, path }) => role === 'media' && path === fileName)
      if (file !== undefined) {
        return { mediaType: file.mediaType, bytes: await readPart(place, file) }
      }
    } catch (error) {
      // Versions share their pictures: another one may vouch for it.
      if (!(error instanceof AppError)) throw error
      failure ??= error
    }
  }
  if (failure !== null) throw failure
  throw new AppError('not-found', `No version of this article keeps a picture “${fileName}”.`)
}

async function readRecord(place: Place): Promise<VersionRecord> {
  const path = versionFileName(place.entry.name, 'version.json')
  const bytes = await readBytes(place, path)
  if (sha256Of(bytes) !== place.entry.recordSha256) throw damagedPart(place, path)
  const reading = readDocument(bytes, VersionRecord, 1)
  if (reading.kind !== 'whole') throw damagedPart(place, path)
  place.disk.problems.clear(nameOf(place.disk, filePath(place.folder, path)))
  return reading.value
}

async function readLeftOut(place: Place, record: VersionRecord): Promise<LeftOutBlock[]> {
  const file = record.files.find(({ role }) => role === 'left-out')
  if (file === undefined) return []
  try {
    return LeftOut.parse(JSON.parse(Buffer.from(await readPart(place, file)).toString('utf8')))
      .blocks
  } catch (error) {
    // Reported where it was met; the article itself is whole.
    if (error instanceof AppError) return []
    throw error
  }
}

function fileOf(place: Place, record: VersionRecord, role: VersionFile['role']): VersionFile {
  const file = record.files.find((candidate) => candidate.role === role)
  if (file !== undefined) return file
  throw damagedPart(place, versionFileName(place.entry.name, 'version.json'))
}

async function readPart(place: Place, file: VersionFile): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readBytes(place, file.path)
  if (sha256Of(bytes) !== file.sha256) throw damagedPart(place, file.path)
  place.disk.problems.clear(nameOf(place.disk, filePath(place.folder, file.path)))
  return bytes
}

async function readBytes(place: Place, fileName: string): Promise<Uint8Array<ArrayBuffer>> {
  const { disk, folder } = place
  const path = filePath(folder, fileName)
  try {
    return await disk.fs.readFile(path)
  } catch (error) {
    const told = isMissing(error)
      ? missingPart(place, fileName)
      : readError(error, nameOf(disk, path))
    throw reported(place, path, told)
  }
}

function damagedPart(place: Place, fileName: string): unknown {
  const path = filePath(place.folder, fileName)
  const name = nameOf(place.disk, path)
  const message = `“${name}” of version ${place.number} is not what was captured: its SHA-256 differs. The file is kept as it is; put it back from a backup to read this version.`
  return reported(place, path, new AppError('document-damaged', message, { facts: { path: name } }))
}

function missingPart(place: Place, fileName: string): AppError {
  const name = nameOf(place.disk, filePath(place.folder, fileName))
  return new AppError(
    'not-found',
    `“${name}” of version ${place.number} is not there: it is not synced yet, or was deleted outside Pressmark. Wait for the sync, or put it back from a backup.`,
    { facts: { path: name } },
  )
}

function reported(place: Place, path: string, error: unknown): unknown {
  if (error instanceof AppError) {
    const { code, message } = error
    place.disk.problems.report({ code, message, path: nameOf(place.disk, path) })
  }
  return error
}
