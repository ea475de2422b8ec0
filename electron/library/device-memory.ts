import { z } from 'zod'
import { Id } from '../../shared/domain/ids.ts'
import { Instant } from '../../shared/domain/instant.ts'
import type { LibraryRecord } from '../../shared/domain/library.ts'
import { Sha256 } from '../../shared/domain/sha256.ts'
import type { Disk } from './disk.ts'
import { isMissing } from './disk-errors.ts'
import { entryPath, type LibraryPaths } from './library-paths.ts'

/** What this machine remembers of the journal that it appends to. `size` is the file's after `self`. */
export const DeviceMemory = z.strictObject({
  deviceId: Id,
  self: Sha256,
  seq: z.number(),
  size: z.number(),
})
export type DeviceMemory = z.infer<typeof DeviceMemory>

/** By library id. */
const DeviceMemoryFile = z.record(z.string(), DeviceMemory)

/** What this machine remembers of the libraries that it wrote in, by their ids. */
export async function readMemories(
  disk: Disk,
  path: string,
): Promise<Record<string, DeviceMemory>> {
  try {
    const text = Buffer.from(await disk.fs.readFile(path)).toString('utf8')
    return DeviceMemoryFile.parse(JSON.parse(text))
  } catch (error) {
    // Lost or torn memory is no memory: the device goes on from the last whole line of its file.
    const isUnreadable = error instanceof SyntaxError || error instanceof z.ZodError
    if (isMissing(error) || isUnreadable) return {}
    throw error
  }
}

/**
 * The record of a library that lost it, where this machine can tell: a journal in it holds the very
 * line that this machine wrote last in the library of that id. Null where it cannot.
 */
export async function rememberedRecord(
  disk: Disk,
  paths: LibraryPaths,
  memoryFile: string,
): Promise<LibraryRecord | null> {
  const memories = Object.entries(await readMemories(disk, memoryFile))
  if (memories.length === 0) return null
  for (const name of await namesIn(disk, paths.journal)) {
    const remembered = memories.filter(([, { deviceId }]) => name.endsWith(`-${deviceId}.jsonl`))
    if (remembered.length === 0) continue
    const text = Buffer.from(await disk.fs.readFile(entryPath(paths.journal, name))).toString(
      'utf8',
    )
    const found = remembered.find(([, { self }]) => text.includes(`"self":"${self}"}`))
    const id = Id.safeParse(found?.[0]).data
    const createdAt = Instant.safeParse(/"at":"([^"]+)"/u.exec(text)?.[1]).data
    if (id !== undefined && createdAt !== undefined) return { format: 1, id, createdAt }
  }
  return null
}

async function namesIn(disk: Disk, folder: string): Promise<string[]> {
  try {
    return (await disk.fs.readFolder(folder)).map(({ name }) => name)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}
