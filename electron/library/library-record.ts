import type { Dirent } from 'node:fs'
import type { LibraryProblem } from '../../shared/api/views.ts'
import { newId } from '../../shared/domain/ids.ts'
import { now } from '../../shared/domain/instant.ts'
import { LibraryRecord, libraryFormat } from '../../shared/domain/library.ts'
import { AppError } from '../../shared/errors.ts'
import { rememberedRecord } from './device-memory.ts'
import { nameOf, refuseWhenReadOnly, type Disk } from './disk.ts'
import { errnoOf } from '../system/errno.ts'
import { readError, writeError } from './disk-errors.ts'
import { makeFolder } from './durable-files.ts'
import { openDocument, type JsonDocument } from './json-document.ts'
import {
  coderOfFile,
  entryPath,
  isArticleFolderName,
  isJournalName,
  type LibraryPaths,
} from './library-paths.ts'
import { readWhereWhole } from './read-where-whole.ts'

/** `pressmark.json` of the library that is open. */
export type LibraryRecordKeeper = {
  record: () => Promise<LibraryRecord | null>
  /** Whether `ensureRecord` would find nothing to do. */
  isKept: () => boolean
  /** The record, made with the folder when this is the library's first write. */
  ensureRecord: () => Promise<LibraryRecord>
}

/** Files that the desktop itself leaves in any folder. */
const desktopFiles = new Set(['desktop.ini', 'thumbs.db'])

/**
 * Looks whether the folder is a library, or may become one, and reads its record.
 *
 * A library of a newer program makes the disk read-only. So does a library that lost its record,
 * unless this machine knows its id for certain: a new id would part it from what other machines keep
 * for the old one, and from a record that is only not synced yet. Throws `library-foreign`,
 * `document-damaged`, or why the folder cannot be read.
 */
export async function openLibraryRecord(
  disk: Disk,
  paths: LibraryPaths,
  deviceMemoryFile: string,
): Promise<LibraryRecordKeeper> {
  let remembered: LibraryRecord | null = null
  const initial = (): LibraryRecord => remembered ?? { format: 1, id: newId(), createdAt: now() }
  const { record: path, folder } = paths
  const options = { path, schema: LibraryRecord, newestFormat: libraryFormat, initial }
  const document = openDocument({ ...options, disk })
  const hasArticles = await refuseForeign(disk, paths)
  let known = await readAtOpen(disk, paths, document, hasArticles)
  if (known === null && hasArticles && disk.readOnly === null) {
    remembered = await rememberedRecord(disk, paths, deviceMemoryFile)
    if (remembered !== null) disk.problems.report(comesBack(nameOf(disk, path)))
    else {
      disk.problems.clear(nameOf(disk, path))
      disk.readOnly = withoutRecord(folder)
    }
  }

  return {
    isKept: () => known !== null && disk.readOnly === null,
    record: async () => {
      if (disk.readOnly !== null) return null
      known ??= remembered === null ? await document.read() : null
      return known ?? remembered
    },
    ensureRecord: async () => {
      refuseWhenReadOnly(disk)
      if (known !== null) return known
      try {
        await makeFolder({ ...disk, mayMakeRoot: true }, folder)
      } catch (error) {
        throw writeError(error, folder)
      }
      known = await write(document, remembered !== null)
      return known
    },
  }
}

/** Whether the folder holds what only a library holds; one that holds other things is refused. */
async function refuseForeign(disk: Disk, paths: LibraryPaths): Promise<boolean> {
  const entries = await entriesOf(disk, paths.folder)
  const hasArticles = await holdsLibrary(disk, paths)
  const hasRecord = entries.some(({ name }) => /^pressmark\.json(?:\.prev)?$/u.test(name))
  if (hasRecord || hasArticles) return hasArticles
  const foreign = entries.find(({ name }) => !name.startsWith('.') && !isDesktopFile(name))
  if (foreign !== undefined) throw holdsOtherThings(paths.folder, foreign.name)
  return false
}

async function readAtOpen(
  disk: Disk,
  paths: LibraryPaths,
  document: JsonDocument<LibraryRecord>,
  hasArticles: boolean,
): Promise<LibraryRecord | null> {
  const read = await readWhereWhole(document)
  if (!(read instanceof AppError)) return read
  if (read.code === 'document-newer') {
    disk.problems.clear(nameOf(disk, paths.record))
    disk.readOnly = writtenByNewer(paths.folder)
  } else if (read.code !== 'document-damaged' || !hasArticles) throw read
  return null
}

/** `isRemembered`: what a damaged record held is known, so it is written anew without being asked. */
async function write(
  document: JsonDocument<LibraryRecord>,
  isRemembered: boolean,
): Promise<LibraryRecord> {
  try {
    return (await document.update((record) => record)).value
  } catch (error) {
    const isAside = error instanceof AppError && typeof error.facts['aside'] === 'string'
    if (!isAside || !isRemembered) throw error
    return (await document.update((record) => record)).value
  }
}

/** Whether there is an article's folder, a coder's record or a journal by its name and place. */
async function holdsLibrary(disk: Disk, paths: LibraryPaths): Promise<boolean> {
  const coders = await entriesOf(disk, paths.coders)
  if (coders.some(({ name }) => coderOfFile(name) !== null)) return true
  const journals = await entriesOf(disk, paths.journal)
  if (journals.some(({ name }) => isJournalName(name))) return true
  for (const { name } of await entriesOf(disk, paths.articles)) {
    if (!/^\d{4}-\d{2}$/u.test(name)) continue
    const folders = await entriesOf(disk, entryPath(paths.articles, name))
    if (folders.some((entry) => isArticleFolderName(entry.name))) return true
  }
  return false
}

async function entriesOf(disk: Disk, folder: string): Promise<Dirent[]> {
  try {
    return await disk.fs.readFolder(folder)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []
    if (errnoOf(error) !== 'ENOTDIR') throw readError(error, folder)
    if (folder !== disk.root) return []
    throw new AppError(
      'library-foreign',
      `“${folder}” is a file, so it cannot be a library. It was left as it is; choose a folder that is empty or does not exist yet.`,
      { cause: error, facts: { path: folder } },
    )
  }
}

function isDesktopFile(name: string): boolean {
  return desktopFiles.has(name.toLowerCase())
}

function holdsOtherThings(folder: string, example: string): AppError {
  return new AppError(
    'library-foreign',
    `“${folder}” holds other things (“${example}”) and is not a Pressmark library. Nothing was written there; choose a folder that is empty or does not exist yet.`,
    { facts: { path: folder } },
  )
}

function comesBack(path: string): LibraryProblem {
  const message = `“${path}” is missing or damaged. By its own journal this computer knows which library this is, so nothing else is amiss; the next change writes the file again.`
  return { code: 'document-damaged', message, path }
}

function withoutRecord(folder: string): AppError {
  return new AppError(
    'document-damaged',
    `“${folder}” is a Pressmark library whose “pressmark.json” is missing or damaged, so it opens for reading and export only, and nothing in it is changed. Wait until it is synced, or put the file back from a backup; a computer that made annotations in this library before can also write it again.`,
    { facts: { path: folder } },
  )
}

function writtenByNewer(folder: string): AppError {
  return new AppError(
    'library-newer',
    `The library in “${folder}” was written by a newer Pressmark, so it opens for reading only and nothing in it is changed. Update Pressmark to work in it.`,
    { facts: { path: folder } },
  )
}
