import { nameOf, type Disk } from './disk.ts'
import { errnoOf } from '../system/errno.ts'
import { isMissing, writeError } from './disk-errors.ts'
import { renameOver, syncFolder, writeTemporary } from './durable-files.ts'
import { sha256Of } from '../system/hash.ts'
import { filePath } from './library-paths.ts'
import type { FileToWrite } from './new-version.ts'
import { discard } from './temporary-files.ts'

/**
 * Writes the files of a version into its article's folder, the record last, and brings them to the
 * disk. Answers the paths that are new; on a failure none of them is left.
 */
export async function writeVersionFiles(
  disk: Disk,
  folder: string,
  files: readonly FileToWrite[],
  record: { path: string; bytes: Uint8Array },
): Promise<string[]> {
  const written: string[] = []
  const write = async (name: string, bytes: Uint8Array): Promise<void> => {
    const path = filePath(folder, name)
    await writeOnce(disk, path, bytes)
    written.push(path)
  }
  try {
    for (const { file, bytes, isShared } of files) {
      const isThere = isShared && (await isKept(disk, filePath(folder, file.path), file.sha256))
      if (!isThere) await write(file.path, bytes)
    }
    await write(record.path, record.bytes)
    await makeReadOnly(disk, folder, [...files.map(({ file }) => file.path), record.path])
    await syncFolder(disk, folder)
    return written
  } catch (error) {
    await removeFiles(disk, written)
    throw writeError(error, nameOf(disk, filePath(folder, record.path)))
  }
}

/** Sets the read-only bit where the file system takes it. Nothing relies on it. */
export async function makeReadOnly(
  disk: Disk,
  folder: string,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    try {
      await disk.fs.setMode(filePath(folder, name), 0o444)
    } catch (error) {
      // A file system without permissions, or a picture that another user wrote.
      if (errnoOf(error) === null) throw error
    }
  }
}

/** Removes files that never came to count; what cannot be removed is unfinished, and shown as that. */
export async function removeFiles(disk: Disk, paths: readonly string[]): Promise<void> {
  for (const path of paths) await discard(disk, path)
}

/** A file is whole under its name, or not there. */
async function writeOnce(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = await writeTemporary(disk, path, bytes)
  try {
    await temporary.close()
    await renameOver(disk, temporary.path, path)
  } catch (error) {
    await discard(disk, temporary.path)
    throw error
  }
}

/** Whether a file that versions share is there and is what its hash says. */
async function isKept(disk: Disk, path: string, sha256: string): Promise<boolean> {
  try {
    return sha256Of(await disk.fs.readFile(path)) === sha256
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
