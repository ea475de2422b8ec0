import { link, lstat, open, rename, rm } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { Sha256 } from '../../shared/domain/sha256.ts'
import { errnoOf } from '../system/errno.ts'

/** What an export made: where it lies, and the SHA-256 of its bytes. */
export type WrittenFile = { path: string; sha256: Sha256 }

const unfinishedStart = '.~pressmark-'

/** A name beside `path` for what is unfinished; short, so that it fits wherever `path` fits. */
export function unfinishedPath(path: string): string {
  return join(dirname(path), `${unfinishedStart}${randomBytes(6).toString('hex')}`)
}

/** Whether a name is one of {@link unfinishedPath}: a run that was cut off may have left it. */
export function isUnfinished(name: string): boolean {
  return name.startsWith(unfinishedStart)
}

/** Writes a new file whole and waits until the disk has it; fails where one exists. */
export async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Waits until the disk has a folder's names. Windows cannot open a folder for that. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/**
 * Puts a file in place at once, whole or not at all. Without `force` a file that came to be in the
 * meantime is not replaced. The name lasts once the folder is synced.
 */
export async function placeFile(path: string, bytes: Uint8Array, force: boolean): Promise<void> {
  const unfinished = unfinishedPath(path)
  try {
    await writeNew(unfinished, bytes)
    if (force) await rename(unfinished, path)
    else await renameToFree(unfinished, path)
  } finally {
    await rm(unfinished, { force: true })
  }
}

/** Waits until the disk has the name of what was just put in place; it is there even if that fails. */
export async function syncPlaced(path: string): Promise<void> {
  try {
    await syncFolder(dirname(path))
  } catch (error) {
    throw new AppError(
      'disk-error',
      `“${path}” was written, but the disk then reported an error. Look whether it opens, and keep a copy elsewhere.`,
      { cause: error, facts: { path } },
    )
  }
}

/** What to say where something stands in the way and nobody said to replace it. */
export function alreadyExists(path: string): AppError {
  return new AppError(
    'already-exists',
    `“${path}” already exists and was left as it is. Choose another name, or say that it may be replaced.`,
    { facts: { path } },
  )
}

/** A rename never refuses to replace; a link does. Where a disk knows no links, a look must do. */
async function renameToFree(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (errnoOf(error) === 'EEXIST' || (await exists(to))) throw alreadyExists(to)
    await rename(from, to)
  }
}

/** Whether anything lies at a path, a dangling link too. */
export async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false
    throw error
  }
}
