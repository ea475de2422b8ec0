import { dirname } from 'node:path'
import {
  latestVersion,
  versionsInOrder,
  type Article,
  type VersionEntry,
} from '../../shared/domain/article.ts'
import { newId, type Id } from '../../shared/domain/ids.ts'
import { now } from '../../shared/domain/instant.ts'
import type { Sha256 } from '../../shared/domain/sha256.ts'
import { AppError } from '../../shared/errors.ts'
import type { ArticleShelf, ShelvedArticle } from './article-shelf.ts'
import { nameOf, refuseWhenReadOnly, type Disk } from './disk.ts'
import { writeError } from './disk-errors.ts'
import { withKeyLock } from './document-lock.ts'
import { createSynced, makeFolder, renameOver, syncFolder } from './durable-files.ts'
import { sha256Of } from '../system/hash.ts'
import type { Journal } from './journal.ts'
import { sealedBytes } from './json-text.ts'
import {
  articlePath,
  filePath,
  numberInFileName,
  versionName,
  type LibraryPaths,
} from './library-paths.ts'
import { bringsPictures } from './brings-pictures.ts'
import { changedFields, mergeMetadata, mergeSaid } from './merge-metadata.ts'
import {
  filesOfVersion,
  newArticle,
  prepareVersion,
  type NewVersion,
  type PreparedVersion,
} from './new-version.ts'
import { discardFolder, sweepTemporaryFiles, temporaryPath } from './temporary-files.ts'
import { makeReadOnly, removeFiles, writeVersionFiles } from './version-files.ts'

/** What became of a capture. `number` is the version's place in the order of capture, from 1. */
export type Committed = {
  outcome: 'new-article' | 'new-version' | 'unchanged'
  article: Article
  version: VersionEntry
  number: number
  warnings: string[]
}

/** What a commit needs of the library. */
export type CommitContext = {
  disk: Disk
  paths: LibraryPaths
  cacheFolder: string
  shelf: ArticleShelf
  journal: Journal
  coderId: Id
  /** Makes the library's and the coder's records when this is the first act; the library's id. */
  beginAct: () => Promise<Id>
}

/** What was written, with the hashes of the files that the journal names by path. */
type Written = Omit<Committed, 'warnings'> & {
  files: Record<string, Sha256>
  /** What more the journal says of it. */
  detail?: Record<string, string>
}

/**
 * Keeps a capture: a new article, a new version of one, or the note that its text is the same and a
 * saved page brought no pictures that were missing.
 *
 * "Is this key here?" and the write happen under the key's lock. article.json is the commit point:
 * before it nothing counts, after it everything is on the disk.
 */
export async function commitVersion(
  context: CommitContext,
  version: NewVersion,
): Promise<Committed> {
  refuseWhenReadOnly(context.disk)
  const prepared = prepareVersion(version)
  try {
    const libraryId = await context.beginAct()
    const lockKey = `${libraryId} ${version.key}`
    const written = await withKeyLock(context.disk, context.cacheFolder, lockKey, async () => {
      const known = await findByKey(context.shelf, version.key)
      if (known === null) return addArticle(context, prepared)
      const isSame = latestVersion(known.article).textSha256 === prepared.textSha256
      if (isSame && !(await bringsPictures(context.disk, known, prepared))) {
        return noteUnchanged(context, known, prepared)
      }
      return addVersion(context, known, prepared)
    })
    return await withJournal(context, prepared, written)
  } catch (error) {
    throw writeError(error, nameOf(context.disk, context.paths.articles))
  }
}

/** The live article of a key; of several that sync brought together, the one captured last. */
async function findByKey(shelf: ArticleShelf, key: string): Promise<ShelvedArticle | null> {
  const live = (await shelf.list()).filter(
    ({ article }) => article.key === key && article.removed === null,
  )
  const capturedAt = ({ article }: ShelvedArticle): string => latestVersion(article).capturedAt
  return live.sort((a, b) => (capturedAt(a) < capturedAt(b) ? 1 : -1))[0] ?? null
}

/**
 * A new article appears by one rename of a finished folder: no crash, no sync tool and no reader can
 * meet half of it, and what a crash leaves is a hidden folder that is swept.
 */
async function addArticle(context: CommitContext, version: PreparedVersion): Promise<Written> {
  const { disk, paths, coderId } = context
  const id = newId()
  const folder = paths.newArticle(id, version.metadata.title.value ?? '', version.capturedAt)
  const month = dirname(folder)
  const identity = { id: newId(), articleId: id, coderId }
  const name = versionName(1, identity.id)
  const { files, record, recordPath, entry } = filesOfVersion(version, { ...identity, name }, [])
  const article = newArticle(version, id, entry)
  const articleBytes = sealedBytes(article).bytes
  await makeFolder(disk, month)
  await sweepTemporaryFiles(disk, month)
  const staging = temporaryPath(disk, filePath(month, 'staging'))
  try {
    await disk.fs.makeFolder(staging)
    for (const { file, bytes } of files)
      await createSynced(disk, filePath(staging, file.path), bytes)
    await createSynced(disk, filePath(staging, recordPath), record)
    await createSynced(disk, articlePath(staging), articleBytes)
    const immutable = [...files.map(({ file }) => file.path), recordPath]
    await makeReadOnly(disk, staging, immutable)
    await syncFolder(disk, staging)
    await renameOver(disk, staging, folder)
  } catch (error) {
    await discardFolder(disk, staging)
    throw error
  }
  await syncCommitted(disk, month, articlePath(folder))
  const hashes = { ...hashesOf(files), [recordPath]: entry.recordSha256 }
  return {
    outcome: 'new-article',
    article,
    version: entry,
    number: 1,
    files: inFolder(disk, folder, { ...hashes, 'article.json': sha256Of(articleBytes) }),
  }
}

/** The version's files first, all of them on the disk; then article.json, which makes them count. */
async function addVersion(
  context: CommitContext,
  known: ShelvedArticle,
  version: PreparedVersion,
): Promise<Written> {
  const { disk, coderId } = context
  const { folder } = known
  const id = newId()
  const name = versionName(await nextNumber(disk, folder), id)
  const identity = { id, articleId: known.article.id, coderId, name }
  const { files, record, recordPath, entry } = filesOfVersion(
    version,
    identity,
    known.article.versions,
  )
  await sweepTemporaryFiles(disk, folder)
  const written = await writeVersionFiles(disk, folder, files, { path: recordPath, bytes: record })
  try {
    const updated = await known.document.update((article) => ({
      ...article,
      rev: article.rev + 1,
      updatedAt: now(),
      metadata: mergeMetadata(article.metadata, version.metadata),
      versions: [...article.versions, entry],
    }))
    const hashes = { ...hashesOf(files), [recordPath]: entry.recordSha256 }
    return {
      outcome: 'new-version',
      article: updated.value,
      version: entry,
      number: numberOf(updated.value, entry),
      files: inFolder(disk, folder, { ...hashes, 'article.json': updated.sha256 }),
    }
  } catch (error) {
    const isSaved = error instanceof AppError && error.facts['saved'] === true
    if (!isSaved) await removeFiles(disk, written)
    throw error
  }
}

async function noteUnchanged(
  context: CommitContext,
  known: ShelvedArticle,
  version: PreparedVersion,
): Promise<Written> {
  const latest = latestVersion(known.article)
  let said: string[] = []
  const updated = await known.document.update((article) => {
    const metadata = mergeSaid(article.metadata, version.metadata)
    said = changedFields(article.metadata, metadata)
    return {
      ...article,
      rev: article.rev + 1,
      updatedAt: now(),
      metadata,
      lastUnchanged: { at: version.capturedAt, versionId: latest.id },
    }
  })
  return {
    outcome: 'unchanged',
    article: updated.value,
    version: latest,
    number: numberOf(updated.value, latest),
    files: inFolder(context.disk, known.folder, { 'article.json': updated.sha256 }),
    ...(said.length === 0 ? {} : { detail: { said: said.join(', ') } }),
  }
}

async function withJournal(
  { journal }: CommitContext,
  { key, provenance, capturedAt }: PreparedVersion,
  { files, detail, ...committed }: Written,
): Promise<Committed> {
  const status = provenance.kind === 'fetched' ? provenance.status : null
  const warnings = await journal.append({
    what: committed.outcome === 'unchanged' ? 'unchanged' : 'capture',
    ids: { article: committed.article.id, version: committed.version.id },
    detail: {
      key,
      outcome: committed.outcome,
      capturedAt,
      status,
      bodySha256: provenance.kind === 'fetched' ? provenance.wireSha256 : provenance.sha256,
      ...detail,
    },
    files,
  })
  return { ...committed, warnings }
}

/** The next number free to this writer: files of a version that never came to count keep theirs. */
async function nextNumber(disk: Disk, folder: string): Promise<number> {
  const names = (await disk.fs.readFolder(folder)).map((entry) => numberInFileName(entry.name) ?? 0)
  return Math.max(0, ...names) + 1
}

function numberOf(article: Article, entry: VersionEntry): number {
  return versionsInOrder(article).findIndex(({ id }) => id === entry.id) + 1
}

function hashesOf(
  files: readonly { file: { path: string; sha256: Sha256 } }[],
): Record<string, Sha256> {
  return Object.fromEntries(files.map(({ file }) => [file.path, file.sha256]))
}

function inFolder(
  disk: Disk,
  folder: string,
  files: Record<string, Sha256>,
): Record<string, Sha256> {
  const entries = Object.entries(files)
  return Object.fromEntries(
    entries.map(([path, hash]) => [nameOf(disk, filePath(folder, path)), hash]),
  )
}

/** The rename is done; a failure from here on leaves the article visible, and says so. */
async function syncCommitted(disk: Disk, folder: string, path: string): Promise<void> {
  try {
    await syncFolder(disk, folder)
  } catch (error) {
    const name = nameOf(disk, path)
    throw new AppError(
      'disk-error',
      `“${name}” was saved, but the disk reported an error, so it may not survive a power cut. Check the drive, and capture it once more.`,
      { cause: error, facts: { path: name, saved: true } },
    )
  }
}
