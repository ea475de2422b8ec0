import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import type { Disk } from './disk.ts'
import { errnoOf } from '../system/errno.ts'
import { isPidInUse } from './process-identity.ts'

/** `.~<name>.<pid>.<host mark, 4><random, 5>.tmp`: never more than 64 characters. */
const pattern = /^\.~.+\.(?<pid>\d+)\.(?<mark>[0-9a-f]{4})[0-9a-f]{5}\.tmp$/u
const sweepEveryMs = 60_000

/** Folders by when this process last swept them. */
const sweptAt = new Map<string, number>()

/** A name beside `path` that nothing has yet, for a file or folder on its way to be `path`. */
export function temporaryPath(disk: Disk, path: string): string {
  const random = randomUUID().slice(0, 5)
  const name = basename(path).slice(0, 40)
  return join(dirname(path), `.~${name}.${disk.me.pid}.${disk.hostMark}${random}.tmp`)
}

/**
 * Removes what ended processes of this computer left half-written in a folder, at most once a
 * minute. Called before a write there; what cannot be removed now stays for the next time.
 */
export async function sweepTemporaryFiles(disk: Disk, folder: string): Promise<void> {
  const last = sweptAt.get(folder)
  if (last !== undefined && performance.now() - last < sweepEveryMs) return
  sweptAt.set(folder, performance.now())
  try {
    for (const entry of await disk.fs.readFolder(folder)) {
      if (!isLeftOver(disk, entry.name)) continue
      const path = join(folder, entry.name)
      await (entry.isDirectory() ? disk.fs.removeFolder(path) : disk.fs.unlink(path))
    }
  } catch (error) {
    // Leftovers harm nobody: a write must not fail because one stays.
    if (errnoOf(error) === null) throw error
  }
}

function isLeftOver(disk: Disk, name: string): boolean {
  const found = pattern.exec(name)?.groups
  if (found === undefined || found['mark'] !== disk.hostMark) return false
  return !isPidInUse(Number(found['pid']))
}

/** Removes a temporary file after a failure; one that cannot be removed is swept later. */
export async function discard(disk: Disk, path: string): Promise<void> {
  try {
    await disk.fs.unlink(path)
  } catch (error) {
    if (errnoOf(error) === null) throw error
  }
}

/** {@link discard} for a folder with everything in it. */
export async function discardFolder(disk: Disk, path: string): Promise<void> {
  try {
    await disk.fs.removeFolder(path)
  } catch (error) {
    if (errnoOf(error) === null) throw error
  }
}
