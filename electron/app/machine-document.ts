import { readFile, rename } from 'node:fs/promises'
import { hostname } from 'node:os'
import type { z } from 'zod'
import type { LibraryProblem } from '../../shared/api/views.ts'
import { AppError } from '../../shared/errors.ts'
import { createDisk } from '../library/disk.ts'
import { errnoOf } from '../system/errno.ts'
import { isMissing } from '../library/disk-errors.ts'
import { openDocument, type JsonDocument } from '../library/json-document.ts'
import type { ProblemList } from '../library/problem-list.ts'

/**
 * A document of this machine, in the data folder of the system. Nothing that befell its file stops the
 * program: it goes on with what can be had, and tells it among the problems.
 */
export type MachineDocument<T> = {
  /** What it holds; where it cannot be read, what it begins with. */
  read(): Promise<T>
  /** Changes it; throws an `AppError` where it cannot be saved, and then it is what it was. */
  change(next: (current: T) => T): Promise<T>
  /** As `change`, but what cannot be saved counts until the program ends, or the next change saves it. */
  remember(next: (current: T) => T): Promise<T>
}

/** What {@link openMachineDocument} needs to know. */
export type MachineDocumentOptions<T> = {
  path: string
  schema: z.ZodType<T>
  initial: () => NoInfer<T>
  problems: ProblemList
  /** What can still be told from the text of a damaged file; the initial document when absent. */
  salvage?: (text: string) => NoInfer<T>
  /** What it means that the file is lost, as a sentence. */
  loss: string
}

/** Opens a document of this machine. Nothing is read before it is asked for. */
export function openMachineDocument<T extends object>(
  options: MachineDocumentOptions<T>,
): MachineDocument<T> {
  const { path, initial, problems } = options
  // Counted from the file itself, so that every sentence names the whole path.
  const disk = { ...createDisk({ root: path, hostId: hostname() }), problems }
  const document = openDocument({ ...options, newestFormat: 1, disk })
  /** What counts until the program ends, because the file cannot be used and is not ours to replace. */
  let held: T | null = null
  /** Whether the file, or its absence, could be read once. */
  let isUsable = false
  /** What could not be saved yet, in its order: each later change tries once more. */
  let unsaved: readonly ((current: T) => T)[] = []
  let refusal: LibraryProblem | null = null
  const withUnsaved = (value: T): T => unsaved.reduce((current, next) => next(current), value)

  async function read(): Promise<T> {
    if (held !== null) return held
    try {
      const found = await document.read()
      isUsable = true
      if (refusal !== null) problems.report(refusal)
      return withUnsaved(found ?? initial())
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const { value, isHeld } = await recover(options, document, error)
      if (isHeld) held = value
      return value
    }
  }

  async function change(next: (current: T) => T): Promise<T> {
    // A file that could be used once is not given up because the disk failed a moment.
    if (!isUsable) await read()
    if (held !== null) return (held = next(held))
    const saving = unsaved
    const { value } = await document.update((found) => next(withUnsaved(found)))
    unsaved = unsaved.slice(saving.length)
    if (refusal !== null) problems.clear(path)
    refusal = null
    return value
  }

  async function remember(next: (current: T) => T): Promise<T> {
    try {
      return await change(next)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (!isSaved(error)) unsaved = [...unsaved, next]
      const message = `${error.message} Until then it counts for this run only.`
      refusal = { code: error.code, message, path }
    }
    return read()
  }

  return { read, change, remember }
}

/** Whether a change is on the disk although the disk reported an error afterwards. */
export function isSaved(error: unknown): boolean {
  return error instanceof AppError && error.facts['saved'] === true
}

/**
 * What goes on in the place of a file that cannot be used. A damaged one is set aside whole and replaced;
 * one that is newer, or cannot be read or moved, stays as it is (`isHeld`).
 */
async function recover<T>(
  { path, initial, salvage = initial, problems, loss }: MachineDocumentOptions<T>,
  document: JsonDocument<T>,
  failure: AppError,
): Promise<{ value: T; isHeld: boolean }> {
  const text = await readText(path)
  const value = text === null ? initial() : salvage(text)
  try {
    if (failure.code === 'document-damaged') {
      const aside = await setAside(path)
      const message = `“${path}” was damaged. It is kept whole as “${aside}”. ${loss}`
      problems.report({ code: failure.code, message, path: aside })
      return { value: (await document.update(() => value)).value, isHeld: false }
    }
  } catch (cause) {
    if (!(cause instanceof AppError) && errnoOf(cause) === null) throw cause
  }
  const message = `${failure.message} Until it ends, Pressmark goes on without this file. ${loss}`
  problems.report({ code: failure.code, message, path })
  return { value, isHeld: true }
}

/**
 * Moves a damaged file out of the way; answers where it is. The state before the last save goes too: had
 * it been whole, it would have been taken instead.
 */
async function setAside(path: string): Promise<string> {
  const at = new Date().toISOString().slice(2, 19).replace(/[-:T]/gu, '')
  const aside = `${path}.damaged-${at}`
  await moveIfThere(path, aside)
  await moveIfThere(`${path}.prev`, `${aside}-prev`)
  return aside
}

async function moveIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

/** The text of a file, however damaged; null where it cannot be read. */
async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errnoOf(error) === null) throw error
    return null
  }
}
