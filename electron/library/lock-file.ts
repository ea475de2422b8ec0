import { dirname } from 'node:path'
import { errnoOf } from '../system/errno.ts'
import type { Disk } from './disk.ts'
import { isMissing } from './disk-errors.ts'
import { linkRefusals, writeAll } from './durable-files.ts'
import { discard, temporaryPath } from './temporary-files.ts'

/**
 * How a lock lies on the disk. Where the drive takes it, a lock is a symbolic link that leads nowhere
 * and whose text names the holder: one call makes it, whole and only where there is none. Elsewhere
 * it is a file that was written whole beside its place and linked there, and on a drive that knows no
 * links at all, one written in its place. Each kind keeps out, and is read by, the others.
 */
export type LockOffer = {
  text: string
  /** Makes the lock; false where there is one. `turn` counts the tries. */
  claim(turn: number): Promise<boolean>
  /** Removes what was prepared; called once the lock is taken or given up. */
  withdraw(): Promise<void>
}

/** Whether locks in a folder can be symbolic links, as this process found it. */
const takesSymbolicLinks = new Map<string, boolean>()

/** What systems answer where a drive or an account knows no symbolic links. */
const symbolicLinkRefusals: ReadonlySet<string> = new Set([...linkRefusals, 'ENAMETOOLONG'])

/** Offers a lock at `path` with this text; nothing is made before it is claimed. */
export function offerLock(disk: Disk, path: string, text: string): LockOffer {
  const bytes = new TextEncoder().encode(text)
  let prepared: string | null = null
  return {
    text,
    async claim(turn) {
      const made = await makeSymbolicLock(disk, path, text)
      if (made !== 'refused') return made === 'made'
      prepared ??= await writeBeside(disk, path, bytes)
      return linkedOrWritten(disk, path, prepared, bytes, turn)
    },
    async withdraw() {
      if (prepared !== null) await discard(disk, prepared)
    },
  }
}

async function makeSymbolicLock(
  disk: Disk,
  path: string,
  text: string,
): Promise<'made' | 'taken' | 'refused'> {
  const folder = dirname(path)
  // Windows changes the text of a link, and asks for a privilege that few accounts have.
  if (process.platform === 'win32' || takesSymbolicLinks.get(folder) === false) return 'refused'
  try {
    await disk.fs.makeSymbolicLink(text, path)
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === 'EEXIST') return 'taken'
    if (errno === null || !symbolicLinkRefusals.has(errno)) throw error
    takesSymbolicLinks.set(folder, false)
    return 'refused'
  }
  if (takesSymbolicLinks.has(folder)) return 'made'
  const isKept = await keepsText(disk, path, text)
  takesSymbolicLinks.set(folder, isKept)
  return isKept ? 'made' : 'refused'
}

/** A drive that gives another text than it was given holds no lock of ours: then there is none left. */
async function keepsText(disk: Disk, path: string, text: string): Promise<boolean> {
  let isKept = false
  try {
    isKept = (await readLock(disk, path)) === text
  } finally {
    if (!isKept) await discard(disk, path)
  }
  return isKept
}

async function writeBeside(disk: Disk, path: string, bytes: Uint8Array): Promise<string> {
  for (;;) {
    const temporary = temporaryPath(disk, path)
    try {
      await writeNew(disk, temporary, bytes)
      return temporary
    } catch (error) {
      // The one in a million that drew a random part in use.
      if (errnoOf(error) !== 'EEXIST') throw error
    }
  }
}

async function linkedOrWritten(
  disk: Disk,
  path: string,
  prepared: string,
  bytes: Uint8Array,
  turn: number,
): Promise<boolean> {
  try {
    await disk.fs.link(prepared, path)
    return true
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === 'EEXIST') return false
    if (errno === null || !linkRefusals.has(errno)) throw error
  }
  return writtenInPlace(disk, path, bytes, turn)
}

/** On a drive that knows no links there is a moment in which the lock is empty. */
async function writtenInPlace(
  disk: Disk,
  path: string,
  bytes: Uint8Array,
  turn: number,
): Promise<boolean> {
  try {
    await writeNew(disk, path, bytes)
    return true
  } catch (error) {
    const errno = errnoOf(error)
    // Windows answers EPERM or EBUSY while a removed file is still open somewhere.
    const isGoing = process.platform === 'win32' && (errno === 'EPERM' || errno === 'EBUSY')
    if (errno === 'EEXIST' || (isGoing && turn < 50)) return false
    throw error
  }
}

/** Creates a file with these bytes, not synced; a failure leaves none. */
async function writeNew(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const file = await disk.fs.open(path, 'wx')
  try {
    try {
      await writeAll(file, bytes)
    } finally {
      await file.close()
    }
  } catch (error) {
    await discard(disk, path)
    throw error
  }
}

/** The lock's text, empty while its holder is about to write it; null where there is no lock. */
export async function readLock(disk: Disk, path: string): Promise<string | null> {
  try {
    return (await symbolicText(disk, path)) ?? (await fileText(disk, path))
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** Null for what is no symbolic link. */
async function symbolicText(disk: Disk, path: string): Promise<string | null> {
  try {
    return await disk.fs.readSymbolicLink(path)
  } catch (error) {
    if (notSymbolic.has(errnoOf(error) ?? '')) return null
    throw error
  }
}

const notSymbolic: ReadonlySet<string> = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'])

async function fileText(disk: Disk, path: string): Promise<string> {
  const file = await disk.fs.open(path, 'r')
  try {
    return Buffer.from(await file.read(0, 1_024)).toString('utf8')
  } finally {
    await file.close()
  }
}

/** Gives a lock that was renamed its name back, unless there is a lock by now. */
export async function putLockBack(disk: Disk, aside: string, path: string): Promise<void> {
  try {
    const text = await symbolicText(disk, aside)
    // Systems differ in what a link to a symbolic link is, so that one is made again.
    await (text === null ? disk.fs.link(aside, path) : disk.fs.makeSymbolicLink(text, path))
  } catch (error) {
    // A third process has the lock, or links are not to be had: the holder sees it and starts again.
    if (errnoOf(error) === null) throw error
  }
}
