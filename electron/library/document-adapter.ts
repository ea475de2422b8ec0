import { basename, dirname } from 'node:path'
import type { Adapter } from 'lowdb'
import { AppError } from '../../shared/errors.ts'
import { nameOf } from './disk.ts'
import { writeError } from './disk-errors.ts'
import type { HeldLock } from './document-lock.ts'
import {
  isSameFile,
  loadDocument,
  previousPath,
  signatureOf,
  type DocumentPlace,
  type Loaded,
} from './document-reading.ts'
import { exists, keepAs, renameOver, syncFolder, writeTemporary } from './durable-files.ts'
import { sha256Of } from '../system/hash.ts'
import { readDocument, sealedText } from './json-text.ts'
import { discard, sweepTemporaryFiles } from './temporary-files.ts'

/** Thrown by `write` when the lock or the file moved since the read: the change must start again. */
export class Displaced extends Error {}

/** lowdb's two methods over one document, with what they learnt about the disk. */
export type DocumentAdapter<T> = Adapter<T> & {
  /** What the last read found, or the last write left. */
  loaded(): Loaded<T>
}

/**
 * The adapter of a document. `read` answers null where there is no document; `write`, under `lock`,
 * replaces what was read in one step, or leaves it as it was and throws an `AppError`.
 */
export function createDocumentAdapter<T extends object>(
  place: DocumentPlace<T>,
  lock: HeldLock | null,
): DocumentAdapter<T> {
  const nothingYet = { value: null, sha256: null, signature: null }
  let loaded: Loaded<T> = { ...nothingYet, isOnDisk: false, isDamaged: false }
  return {
    loaded: () => loaded,
    async read() {
      loaded = await loadDocument(place)
      return loaded.value
    },
    async write(value) {
      if (lock === null) throw new Error('a document is written under its lock')
      loaded = await replaceDocument(place, value, loaded, lock)
    },
  }
}

/**
 * The write protocol (temporary file, sync, keep the previous state, rename, sync of the folder).
 * Before the rename the document is untouched; from then on it is the new one.
 */
async function replaceDocument<T extends object>(
  place: DocumentPlace<T>,
  value: T,
  before: Loaded<T>,
  lock: HeldLock,
): Promise<Loaded<T>> {
  const { disk, path } = place
  const name = nameOf(disk, path)
  const bytes = new TextEncoder().encode(sealedText(place.schema.parse(value)))
  let temporary: string | null = null
  try {
    await sweepTemporaryFiles(disk, dirname(path))
    temporary = await writeTemporary(disk, path, bytes)
    await keepBefore(place, before)
    if (!(await lock.isOurs())) throw new Displaced()
    if (!isSameFile(before.signature, await signatureOf(disk, path))) throw new Displaced()
    await renameOver(disk, temporary, path)
  } catch (error) {
    if (temporary !== null) await discard(disk, temporary)
    throw writeError(error, name)
  }
  try {
    await syncFolder(disk, dirname(path))
    disk.problems.clear(name)
    // The signature stays open, so that the next read looks at the disk.
    const sha256 = sha256Of(bytes)
    return { value, sha256, signature: null, isOnDisk: true, isDamaged: false }
  } catch (error) {
    throw savedWithError(error, name)
  }
}

/** Keeps the good state as `.prev`; a damaged file is kept whole instead, and `.prev` as it is. */
async function keepBefore<T>(place: DocumentPlace<T>, before: Loaded<T>): Promise<void> {
  if (!before.isOnDisk) return
  const { disk, path } = place
  const hasOtherName = before.signature === null || before.signature.nlink > 1n
  if (!before.isDamaged) return keepAs(disk, path, previousPath(path), hasOtherName)
  return keepAs(disk, path, await freeNameAside(place), hasOtherName)
}

/**
 * Puts a document of which no good state is left aside, whole: the file and the state before it.
 * Answers the file's new path; null where a good state, or a newer one, came to be in the meantime.
 */
export async function putAside<T>(place: DocumentPlace<T>): Promise<string | null> {
  const { disk, path } = place
  const found: { from: string; aside: string | null }[] = []
  for (const from of [path, previousPath(path)]) {
    if (!(await exists(disk, from))) continue
    const bytes = await disk.fs.readFile(from)
    if (readDocument(bytes, place.schema, place.newestFormat).kind !== 'damaged') return null
    found.push({ from, aside: null })
  }
  try {
    for (const one of found) {
      one.aside = await freeNameAside(place)
      await renameOver(disk, one.from, one.aside)
    }
    await syncFolder(disk, dirname(path))
  } catch (error) {
    throw writeError(error, nameOf(disk, path))
  }
  return found[0]?.aside ?? null
}

async function freeNameAside<T>({ disk, path }: DocumentPlace<T>): Promise<string> {
  for (let at = Date.now(); ; at += 1_000) {
    const kept = `${path}.damaged-${compactTime(new Date(at))}`
    if (!(await exists(disk, kept))) return kept
  }
}

/** yyMMddHHmmss in UTC: with the longest document's name, 64 characters. */
function compactTime(at: Date): string {
  return at.toISOString().slice(2, 19).replace(/[-:T]/gu, '')
}

function savedWithError(error: unknown, name: string): unknown {
  const told = writeError(error, name)
  if (!(told instanceof AppError)) return told
  return new AppError(
    'disk-error',
    `“${basename(name)}” was saved, but the disk reported an error, so it may not survive a power cut. Check the drive, and save it once more.`,
    { cause: error, facts: { path: name, saved: true } },
  )
}
