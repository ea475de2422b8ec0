import { dirname } from 'node:path'
import { setImmediate as afterwards, setTimeout as pause } from 'node:timers/promises'
import type { Disk } from './disk.ts'
import { errnoOf } from '../system/errno.ts'
import { isMissing } from './disk-errors.ts'
import type { OpenFile } from './file-system.ts'
import { discard, temporaryPath } from './temporary-files.ts'

/** What systems answer where a drive knows no links. */
export const linkRefusals: ReadonlySet<string> = new Set([
  'EPERM',
  'EACCES',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EINVAL',
])

/** Writes all of `bytes`: the system may take fewer at a time. */
export async function writeAll(file: OpenFile, bytes: Uint8Array): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const taken = await file.write(bytes.subarray(done))
    if (taken <= 0) throw Object.assign(new Error('the disk took no bytes'), { code: 'EIO' })
    done += taken
  }
}

/** A new file whose bytes are on the disk; still open, so that closing it need not be waited for. */
export type SyncedFile = { path: string; close(): Promise<void> }

/**
 * Writes `bytes`, which may still be in the making, to a new file beside `path` and brings them to the
 * disk. On any failure the file is gone again. A failed sync is never tried again: the state of the
 * pages is unknown then.
 */
export async function writeTemporary(
  disk: Disk,
  path: string,
  bytes: Uint8Array | Promise<Uint8Array>,
): Promise<SyncedFile> {
  for (;;) {
    try {
      return await createOpen(disk, temporaryPath(disk, path), bytes)
    } catch (error) {
      // The one in a million that drew a random part in use.
      if (errnoOf(error) !== 'EEXIST') throw error
    }
  }
}

/** Creates the file `path`, which must not exist, with `bytes` on the disk; or leaves nothing. */
export async function createSynced(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const file = await createOpen(disk, path, bytes)
  try {
    await file.close()
  } catch (error) {
    await discard(disk, path)
    throw error
  }
}

async function createOpen(
  disk: Disk,
  path: string,
  bytes: Uint8Array | Promise<Uint8Array>,
): Promise<SyncedFile> {
  const file = await disk.fs.open(path, 'wx')
  try {
    await writeAll(file, await bytes)
    await file.sync()
  } catch (error) {
    try {
      await file.close()
    } finally {
      await discard(disk, path)
    }
    throw error
  }
  return { path, close: () => file.close() }
}

/** Renames over whatever is there. On Windows a scanner may hold the file for a moment. */
export async function renameOver(disk: Disk, from: string, to: string): Promise<void> {
  const giveUpAt = performance.now() + 2_000
  for (let waitMs = 10; ; waitMs *= 2) {
    try {
      return await disk.fs.rename(from, to)
    } catch (error) {
      const isHeld = ['EPERM', 'EACCES', 'EBUSY'].includes(errnoOf(error) ?? '')
      if (process.platform !== 'win32' || !isHeld || performance.now() > giveUpAt) throw error
      await pause(waitMs)
    }
  }
}

/** Brings a folder's names to the disk. */
export async function syncFolder(disk: Disk, folder: string): Promise<void> {
  await syncOpenFolder(disk, await openFolder(disk, folder))
}

/** Opens a folder for {@link syncOpenFolder}; null where the system has no such call. */
export async function openFolder(disk: Disk, folder: string): Promise<OpenFile | null> {
  return process.platform === 'win32' ? null : disk.fs.open(folder, 'r')
}

/** Brings the names in a folder to the disk, and closes it. Some network drives have no such call. */
export async function syncOpenFolder(disk: Disk, folder: OpenFile | null): Promise<void> {
  if (folder === null) return
  try {
    await folder.sync()
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(errnoOf(error) ?? '')) throw error
  } finally {
    closeMeanwhile(disk, folder)
  }
}

/** Closes what is synced already: nobody has to wait for it, and a failure of it loses nothing. */
export function closeMeanwhile(disk: Disk, file: Pick<OpenFile, 'close'>): void {
  const closing = afterwards()
    .then(() => file.close())
    .catch((error: unknown) => {
      if (errnoOf(error) === null) throw error
    })
  disk.lingering.add(closing)
}

/** Makes a folder with those above it, each of them on the disk before the next. */
export async function makeFolder(disk: Disk, folder: string): Promise<void> {
  if (folder === disk.root && !disk.mayMakeRoot) {
    await disk.fs.stat(folder)
    return
  }
  try {
    await disk.fs.makeFolder(folder)
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return
    if (errnoOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error
    await makeFolder(disk, dirname(folder))
    // Once more, and once only: below a link that leads nowhere a folder can never be made.
    await disk.fs.makeFolder(folder).catch((again: unknown) => {
      if (errnoOf(again) !== 'EEXIST') throw again
    })
  }
  await syncFolder(disk, dirname(folder))
}

/**
 * Gives the file at `path` a second, temporary name beside `kept`, for {@link renameOver} to put in
 * its place; answers it.
 */
export async function linkBeside(disk: Disk, path: string, kept: string): Promise<string> {
  const temporary = temporaryPath(disk, kept)
  try {
    await disk.fs.link(path, temporary)
  } catch (error) {
    // File systems without hard links (exFAT, some network drives) refuse in several ways.
    if (!linkRefusals.has(errnoOf(error) ?? '')) throw error
    await createSynced(disk, temporary, await disk.fs.readFile(path))
  }
  return temporary
}

/** Whether there is something at `path`. */
export async function exists(disk: Disk, path: string): Promise<boolean> {
  try {
    await disk.fs.stat(path)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
