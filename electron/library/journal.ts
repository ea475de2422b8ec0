import { dirname } from 'node:path'
import { newId, type Id } from '../../shared/domain/ids.ts'
import type { JournalAct } from '../../shared/domain/journal.ts'
import { AppError } from '../../shared/errors.ts'
import { readMemories, type DeviceMemory } from './device-memory.ts'
import { nameOf, type Disk } from './disk.ts'
import { errnoOf } from '../system/errno.ts'
import { isMissing, writeError } from './disk-errors.ts'
import { withDocumentLock } from './document-lock.ts'
import { makeFolder, renameOver, syncFolder, writeAll } from './durable-files.ts'
import { closeUnfinished, findTail, nextLine, type JournalTail } from './journal-lines.ts'
import type { LibraryPaths } from './library-paths.ts'
import { discard, temporaryPath } from './temporary-files.ts'

/** The custody log of this device. */
export type Journal = {
  /**
   * Appends a line for an act that is done, and answers with warnings for the reply: an act stands
   * even where the journal cannot be written.
   */
  append(act: JournalAct): Promise<string[]>
}

/** What the journal of one device needs to know. */
export type JournalOptions = {
  disk: Disk
  paths: LibraryPaths
  coderId: Id
  deviceId: Id
  deviceMemoryFile: string
  libraryId: () => Promise<Id>
}

/** Opens the journal; nothing is read or written before the first act. */
export function openJournal(options: JournalOptions): Journal {
  const { disk, paths, coderId } = options
  return {
    async append(act) {
      const name = nameOf(disk, paths.journalFile(coderId, options.deviceId))
      if (disk.readOnly !== null) return [warning(name, disk.readOnly.message)]
      try {
        const libraryId = await options.libraryId()
        await makeFolder(disk, paths.journal)
        await makeFolder(disk, dirname(options.deviceMemoryFile))
        await withDocumentLock(disk, options.deviceMemoryFile, () =>
          appendAs(options, libraryId, act),
        )
        return []
      } catch (error) {
        const told = writeError(error, name)
        if (told instanceof AppError) return [warning(name, told.message)]
        throw told
      }
    },
  }
}

async function appendAs(options: JournalOptions, libraryId: Id, act: JournalAct): Promise<void> {
  const { disk, paths, coderId } = options
  const memories = await readMemories(disk, options.deviceMemoryFile)
  const memory = memories[libraryId] ?? null
  let deviceId = memory?.deviceId ?? options.deviceId
  let path = paths.journalFile(coderId, deviceId)
  let tail = await readTail(disk, path, memory)
  if (tail === 'not-ours') {
    deviceId = newId()
    path = paths.journalFile(coderId, deviceId)
    tail = await readTail(disk, path, null)
    if (tail === 'not-ours') throw new Error('a new device has no journal yet')
  }
  const remembered = await appendLines(disk, path, tail, act)
  const next = { ...memories, [libraryId]: { deviceId, ...remembered } }
  await writeMemories(disk, options.deviceMemoryFile, next)
}

/**
 * Where the next line goes. `not-ours`: the file does not hold what this device wrote last, since the
 * disk was cloned or a backup restored; two chains must not grow from one line.
 */
async function readTail(
  disk: Disk,
  path: string,
  memory: DeviceMemory | null,
): Promise<JournalTail | 'not-ours'> {
  let bytes: Uint8Array
  try {
    if (memory !== null && (await endsWith(disk, path, memory))) {
      return {
        seq: memory.seq,
        self: memory.self,
        size: memory.size,
        lacksLineFeed: false,
        unfinished: null,
      }
    }
    bytes = await disk.fs.readFile(path)
  } catch (error) {
    if (!isMissing(error)) throw error
    bytes = new Uint8Array()
  }
  const tail = findTail(bytes, memory?.self ?? null)
  return tail ?? 'not-ours'
}

/** The quick way: the file is as long as remembered, and its last line is the one remembered. */
async function endsWith(disk: Disk, path: string, memory: DeviceMemory): Promise<boolean> {
  const ending = `"self":"${memory.self}"}\n`
  const file = await disk.fs.open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size !== BigInt(memory.size) || memory.size < ending.length) return false
    const last = await file.read(memory.size - ending.length, ending.length)
    return Buffer.from(last).toString('utf8') === ending
  } finally {
    await file.close()
  }
}

async function appendLines(
  disk: Disk,
  path: string,
  tail: JournalTail,
  act: JournalAct,
): Promise<Omit<DeviceMemory, 'deviceId'>> {
  const closing = closeUnfinished(tail)
  const line = nextLine(closing.after, act)
  const bytes = new TextEncoder().encode(`${closing.text}${line.text}\n`)
  const file = await disk.fs.open(path, 'a')
  try {
    await writeAll(file, bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  if (tail.size === 0) await syncFolder(disk, dirname(path))
  return { self: line.self, seq: line.seq, size: tail.size + bytes.length }
}

/**
 * Not synced, and a failure is no failure of the act: memory that is older than the file still finds
 * its line there.
 */
async function writeMemories(
  disk: Disk,
  path: string,
  memories: Record<string, DeviceMemory>,
): Promise<void> {
  const temporary = temporaryPath(disk, path)
  try {
    const file = await disk.fs.open(temporary, 'wx')
    try {
      await writeAll(file, new TextEncoder().encode(`${JSON.stringify(memories, null, 1)}\n`))
    } finally {
      await file.close()
    }
    await renameOver(disk, temporary, path)
  } catch (error) {
    await discard(disk, temporary)
    if (errnoOf(error) === null) throw error
  }
}

function warning(name: string, reason: string): string {
  return `It is done and kept, but the journal “${name}” lacks this act. ${reason}`
}
