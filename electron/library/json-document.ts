import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { Low } from 'lowdb'
import type { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { createDisk, nameOf, refuseWhenReadOnly, type Disk } from './disk.ts'
import { writeError } from './disk-errors.ts'
import { createDocumentAdapter } from './document-adapter.ts'
import { withDocumentLock } from './document-lock.ts'
import { isUntouched, signatureOf, type DocumentPlace, type Loaded } from './document-reading.ts'
import { makeFolder } from './durable-files.ts'
import { putAside } from './put-aside.ts'
import { Displaced, type Writing } from './replace-document.ts'

/** What an update led to. `sha256` is that of the whole file, as any tool computes it. */
export type Updated<T> = { value: T; sha256: string; isWritten: boolean }

/** One JSON document of the library; the values it gives are never to be changed in place. */
export type JsonDocument<T> = {
  /** What the document holds now, null where there is none. Reads the disk only when it changed. */
  read(): Promise<T | null>
  /**
   * Changes the document: under its lock, from what is on disk at this moment. `change` may run
   * more than once, so it only computes; when it returns what it was given, nothing is written.
   * After a failure memory is what it was. Throws `AppError`s that name the file.
   *
   * Of a document without a good state nothing is changed: it is put aside whole and the change
   * refused, so that whoever asks again knows that a new one begins.
   */
  update(change: (current: T) => T | Promise<T>, besides?: Besides): Promise<Updated<T>>
}

/**
 * What goes on beside an update. `onceHeld` is looked at while the lock is taken: until it resolves
 * nothing is read or written, and what it throws is thrown. `onReplaced` is called once, when the
 * change has its name but the disk has not confirmed it yet.
 */
export type Besides = { onceHeld?: Promise<void>; onReplaced?: () => void }

/** What {@link openDocument} needs to know. */
export type DocumentOptions<T> = {
  path: string
  schema: z.ZodType<T>
  /** The document that an update starts from where there is none; null: none may be made. */
  initial: (() => NoInfer<T>) | null
  /** The newest format that this program knows; 1 when absent. */
  newestFormat?: number
  /** The library's disk; absent for a document of this machine, whose folder is made when missing. */
  disk?: Disk
}

const maxAttempts = 20

/** Opens a document. Nothing is read, and nothing written, before it is asked for. */
export function openDocument<T extends object>(options: DocumentOptions<T>): JsonDocument<T> {
  const { path, schema, newestFormat = 1 } = options
  const disk = options.disk ?? createDisk({ root: dirname(path), hostId: hostname() })
  const place = { path, schema, newestFormat, disk }
  /** What was read or written last; replaced only by what is on disk. */
  let memory: Loaded<T> | null = null

  async function read(): Promise<T | null> {
    const known = memory
    const isKnown = known !== null && known.isOnDisk && !known.isDamaged
    if (isKnown && known.signature !== null) {
      // After a look that failed the next one reads: only a reading takes back what it told.
      memory = null
      const isSame = isUntouched(known.signature, await signatureOf(disk, path))
      memory ??= known
      if (isSame) return known.value
    }
    const { low, adapter } = openTransaction(place, null, known)
    await low.read()
    memory = adapter.loaded()
    return low.data.value
  }

  async function changeOnce(
    writing: Writing,
    change: (current: T) => T | Promise<T>,
  ): Promise<Updated<T>> {
    const { low, adapter } = openTransaction(place, writing, memory)
    // Until the change is over nothing is known: after a failure the next read looks at the disk.
    memory = null
    try {
      await low.read()
    } catch (error) {
      if (options.initial === null || !isDamage(error)) throw error
      throw await refuseAndPutAside(place, error)
    }
    const { value: found, sha256 } = adapter.loaded()
    const value = await change(found ?? makeInitial(options.initial, nameOf(disk, path)))
    if (value === found && sha256 !== null) return { value, sha256, isWritten: false }
    low.data = { value }
    await low.write()
    memory = adapter.loaded()
    return { value, sha256: memory.sha256 ?? '', isWritten: true }
  }

  return {
    read,
    update: (change, besides = {}) =>
      underLock(disk, path, besides, (writing) => changeOnce(writing, change)),
  }
}

/** Takes the lock and acts under it, again where the lock or the file moved meanwhile. */
async function underLock<T>(
  disk: Disk,
  path: string,
  { onceHeld = Promise.resolve(), onReplaced = () => undefined }: Besides,
  action: (writing: Writing) => Promise<T>,
): Promise<T> {
  refuseWhenReadOnly(disk)
  // Told below, whenever it comes.
  onceHeld.catch(() => undefined)
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (disk.mayMakeRoot) await makeFolder(disk, dirname(path))
      return await withDocumentLock(disk, path, async (lock) => {
        await onceHeld
        return action({ lock, onReplaced })
      })
    } catch (error) {
      await onceHeld
      if (!(error instanceof Displaced)) throw writeError(error, nameOf(disk, path))
      if (attempt === maxAttempts) throw keepsChanging(nameOf(disk, path))
    }
  }
}

/** lowdb keeps its old data when an adapter answers null; this way "no document" is data as well. */
type Held<T> = { value: T | null }

/**
 * lowdb's holder over the document for one reading, or one change, `writing`. Each has its own, so
 * that a reading beside a change never moves what the change began from.
 */
function openTransaction<T extends object>(
  place: DocumentPlace<T>,
  writing: Writing | null,
  known: Loaded<T> | null,
) {
  const adapter = createDocumentAdapter(place, writing, known)
  const holding = {
    read: async (): Promise<Held<T>> => ({ value: await adapter.read() }),
    async write({ value }: Held<T>): Promise<void> {
      if (value !== null) await adapter.write(value)
    },
  }
  return { adapter, low: new Low<Held<T>>(holding, { value: null }) }
}

function makeInitial<T>(initial: (() => T) | null, name: string): T {
  if (initial !== null) return initial()
  throw new AppError(
    'not-found',
    `“${name}” is gone: it was moved or deleted outside Pressmark. Nothing was written; put it back, or capture the article again.`,
    { facts: { path: name } },
  )
}

function isDamage(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'document-damaged'
}

async function refuseAndPutAside<T>(
  place: DocumentPlace<T>,
  damage: AppError,
): Promise<AppError | Displaced> {
  const { disk, path } = place
  const aside = await putAside(place)
  if (aside === null) return new Displaced()
  const name = nameOf(disk, path)
  const kept = nameOf(disk, aside)
  const message = `“${name}” is damaged and no earlier state of it can be read, so it was put aside whole, as “${kept}”, and your change was not made. Put a good copy of “${name}” in its place, from a backup; or make the change once more, and it begins a new one.`
  disk.problems.report({ code: 'document-damaged', message, path: name })
  return new AppError('document-damaged', message, {
    cause: damage,
    facts: { path: name, aside: kept },
  })
}

function keepsChanging(name: string): AppError {
  return new AppError(
    'document-busy',
    `“${name}” is being changed by another program again and again. Nothing was saved; try again in a moment.`,
    { facts: { path: name } },
  )
}
