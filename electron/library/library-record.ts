import type { Dirent } from 'node:fs'
import { newId } from '../../shared/domain/ids.ts'
import { now } from '../../shared/domain/instant.ts'
import { LibraryRecord, libraryFormat } from '../../shared/domain/library.ts'
import { AppError } from '../../shared/errors.ts'
import { nameOf, refuseWhenReadOnly, type Disk } from './disk.ts'
import { errnoOf, readError, writeError } from './disk-errors.ts'
import { makeFolder } from './durable-files.ts'
import { openDocument } from './json-document.ts'
import type { LibraryPaths } from './library-paths.ts'

/** `pressmark.json` of the library that is open. */
export type LibraryRecordKeeper = {
  record: () => Promise<LibraryRecord | null>
  /** The record, made with the folder when this is the library's first write. */
  ensureRecord: () => Promise<LibraryRecord>
}

/** Files that the desktop itself leaves in any folder. */
const desktopFiles = new Set(['desktop.ini', 'thumbs.db'])

/**
 * Looks whether the folder is a library, or may become one, and reads its record. A library of a
 * newer program makes the disk read-only. Throws `library-foreign`, `document-damaged`, or why the
 * folder cannot be read.
 */
export async function openLibraryRecord(
  disk: Disk,
  paths: LibraryPaths,
): Promise<LibraryRecordKeeper> {
  const initial = (): LibraryRecord => ({ format: 1, id: newId(), createdAt: now() })
  const options = {
    path: paths.record,
    schema: LibraryRecord,
    newestFormat: libraryFormat,
    initial,
  }
  const document = openDocument({ ...options, disk })
  const entries = await entriesOf(disk, paths.folder)
  if (!entries.some(({ name }) => name === 'pressmark.json' || name === 'pressmark.json.prev')) {
    const foreign = entries.find(({ name }) => !name.startsWith('.') && !isDesktopFile(name))
    if (foreign !== undefined) throw holdsOtherThings(paths.folder, foreign.name)
  }

  let known: LibraryRecord | null = null
  try {
    known = await document.read()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'document-newer') throw error
    disk.problems.clear(nameOf(disk, paths.record))
    disk.readOnly = writtenByNewer(paths.folder)
  }

  return {
    record: async () => {
      if (disk.readOnly !== null) return null
      known ??= await document.read()
      return known
    },
    ensureRecord: async () => {
      refuseWhenReadOnly(disk)
      if (known !== null) return known
      try {
        await makeFolder({ ...disk, mayMakeRoot: true }, paths.folder)
      } catch (error) {
        throw writeError(error, paths.folder)
      }
      known = (await document.update((record) => record)).value
      return known
    },
  }
}

async function entriesOf(disk: Disk, folder: string): Promise<Dirent[]> {
  try {
    return await disk.fs.readFolder(folder)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []
    if (errnoOf(error) !== 'ENOTDIR') throw readError(error, folder)
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

function writtenByNewer(folder: string): AppError {
  return new AppError(
    'library-newer',
    `The library in “${folder}” was written by a newer Pressmark, so it opens for reading only and nothing in it is changed. Update Pressmark to work in it.`,
    { facts: { path: folder } },
  )
}
