import { dirname } from 'node:path'
import { newId, type Id } from '../../shared/domain/ids.ts'
import type { JournalAct } from '../../shared/domain/journal.ts'
import { AppError } from '../../shared/errors.ts'
import { readMemories, type DeviceMemory } from './device-memory.ts'
import { nameOf, type Disk } from './disk.ts'
import { errnoOf } from '../system/errno.ts'
import { isMissing, writeError } from './disk-errors.ts'
import { withDocumentLock, type HeldLock } from './document-lock.ts'
import { closeMeanwhile, makeFolder, renameOver, syncFolder, writeAll } from './durable-files.ts'
import type { OpenFile } from './file-system.ts'
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
  /**
   * Takes the place of the next line for an act that is about to be done, so that what finds it goes on
   * while a disk is waited for. Others wait for it: it must be used, or let go, soon.
   */
  hold(): HeldPlace
}

/** The place of the next line of the journal. Exactly one of these is called, once. */
export type HeldPlace = Pick<Journal, 'append'> & {
  /** Nothing was done: no line is written. Never rejects. */
  letGo(): Promise<void>
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

/** What this process wrote last, and whether it did at all. */
type Written = { last: DeviceMemory | null }

/** Opens the journal; nothing is read or written before the first act. */
export function openJournal(options: JournalOptions): Journal {
  const written: Written = { last: null }
  const hold = (): HeldPlace => holdPlace(options, written)
  return { hold, append: (act) => hold().append(act) }
}

function holdPlace(options: JournalOptions, written: Written): HeldPlace {
  const { disk, paths, coderId } = options
  const act = Promise.withResolvers<JournalAct | null>()
  const ended = appendOnceKnown(options, written, act.promise).then(
    () => null,
    (error: unknown) => ({ error }),
  )
  return {
    async append(done) {
      const name = nameOf(disk, paths.journalFile(coderId, options.deviceId))
      if (disk.readOnly !== null) return [warning(name, disk.readOnly.message)]
      act.resolve(done)
      const failed = await ended
      if (failed === null) return []
      const told = writeError(failed.error, name)
      if (told instanceof AppError) return [warning(name, told.message)]
      throw told
    },
    async letGo() {
      act.resolve(null)
      await ended
    },
  }
}

async function appendOnceKnown(
  options: JournalOptions,
  written: Written,
  act: Promise<JournalAct | null>,
): Promise<void> {
  const { disk, paths, deviceMemoryFile } = options
  if (disk.readOnly !== null) return
  const libraryId = await options.libraryId()
  const once = (): Promise<void> =>
    withDocumentLock(disk, deviceMemoryFile, (lock) =>
      appendAs(options, libraryId, written, act, lock),
    )
  try {
    await once()
  } catch (error) {
    if (!isMissing(error)) throw error
    await makeFolder(disk, paths.journal)
    await makeFolder(disk, dirname(deviceMemoryFile))
    await once()
  }
}

/** The end of a journal, with the file open for what follows. */
type OpenEnd = { deviceId: Id; file: OpenFile; tail: JournalTail }

async function appendAs(
  options: JournalOptions,
  libraryId: Id,
  written: Written,
  act: Promise<JournalAct | null>,
  lock: HeldLock,
): Promise<void> {
  const { disk, deviceMemoryFile } = options
  // Where the file still ends with what this process wrote last, nobody else wrote or remembers more.
  const end =
    (written.last === null ? null : await openAfter(options, written.last)) ??
    (await openRemembered(options, libraryId))
  const done = await act
  if (done === null) return closeMeanwhile(disk, end.file)
  written.last = null
  const remembered = await appendLines(options, end, done)
  written.last = remembered
  lock.linger(() => remember(disk, deviceMemoryFile, libraryId, remembered))
}

/** By the memory of this machine, or of nothing, the place of the next line. */
async function openRemembered(options: JournalOptions, libraryId: Id): Promise<OpenEnd> {
  const { disk, paths, coderId } = options
  const memory = (await readMemories(disk, options.deviceMemoryFile))[libraryId] ?? null
  const quick = memory === null ? null : await openAfter(options, memory)
  if (quick !== null) return quick
  let deviceId = memory?.deviceId ?? options.deviceId
  let tail = await readTail(disk, paths.journalFile(coderId, deviceId), memory)
  if (tail === 'not-ours') {
    deviceId = newId()
    tail = await readTail(disk, paths.journalFile(coderId, deviceId), null)
    if (tail === 'not-ours') throw new Error('a new device has no journal yet')
  }
  const file = await disk.fs.open(paths.journalFile(coderId, deviceId), 'a')
  return { deviceId, file, tail }
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
    bytes = await disk.fs.readFile(path)
  } catch (error) {
    if (!isMissing(error)) throw error
    bytes = new Uint8Array()
  }
  return findTail(bytes, memory?.self ?? null) ?? 'not-ours'
}

/** The quick way: the file is as long as remembered, and its last line is the one remembered. */
async function openAfter(
  { disk, paths, coderId }: JournalOptions,
  { deviceId, self, seq, size }: DeviceMemory,
): Promise<OpenEnd | null> {
  const ending = Buffer.from(`"self":"${self}"}\n`)
  if (size < ending.length) return null
  let file: OpenFile
  try {
    file = await disk.fs.open(paths.journalFile(coderId, deviceId), 'ra')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  try {
    // One byte more than there should be: a longer file shows by it.
    const last = await file.read(size - ending.length, ending.length + 1)
    if (ending.equals(last)) {
      const tail = { seq, self, size, lacksLineFeed: false, unfinished: null }
      return { deviceId, file, tail }
    }
  } catch (error) {
    await file.close()
    throw error
  }
  await file.close()
  return null
}

async function appendLines(
  { disk, paths }: JournalOptions,
  { deviceId, file, tail }: OpenEnd,
  act: JournalAct,
): Promise<DeviceMemory> {
  const closing = closeUnfinished(tail)
  const line = nextLine(closing.after, act)
  const bytes = new TextEncoder().encode(`${closing.text}${line.text}\n`)
  try {
    await writeAll(file, bytes)
    await file.sync()
  } finally {
    closeMeanwhile(disk, file)
  }
  if (tail.size === 0) await syncFolder(disk, paths.journal)
  return { deviceId, self: line.self, seq: line.seq, size: tail.size + bytes.length }
}

/**
 * Not synced, and a failure is no failure of the act: memory that is older than the file still finds
 * its line there. So nobody waits for it; those who wait for the lock find it done.
 */
async function remember(
  disk: Disk,
  path: string,
  libraryId: Id,
  memory: DeviceMemory,
): Promise<void> {
  const temporary = temporaryPath(disk, path)
  try {
    // Read again: other libraries of this machine are remembered in the same file.
    const memories = { ...(await readMemories(disk, path)), [libraryId]: memory }
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
