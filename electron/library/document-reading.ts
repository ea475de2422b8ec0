import type { BigIntStats } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { z } from 'zod'
import type { OpenFile } from './file-system.ts'
import type { LibraryProblem } from '../../shared/api/views.ts'
import { AppError } from '../../shared/errors.ts'
import { nameOf, type Disk } from './disk.ts'
import { isMissing, readError } from './disk-errors.ts'
import { sha256Of } from '../system/hash.ts'
import { readDocument, type Reading } from './json-text.ts'

/** Where a document lies and what it must look like. */
export type DocumentPlace<T> = {
  path: string
  schema: z.ZodType<T>
  /** The newest format of this document that this program knows. */
  newestFormat: number
  disk: Disk
}

/**
 * Tells one state of a file from another without reading it. `isSettled`: surely so. Drives count
 * time in ticks, and of two changes in one tick the second is not to be seen.
 */
export type Signature = Pick<BigIntStats, 'ino' | 'size' | 'mtimeNs' | 'ctimeNs' | 'nlink'> & {
  isSettled: boolean
}

/**
 * What is on disk of a document: `value` null when there is none, `isOnDisk` false when the file
 * itself is missing, `isDamaged` when `value` comes from `.prev` because the file does not hold
 * together. `sha256` is that of the file whose content `value` is, `isSealed` whether Pressmark wrote it
 * as it is.
 */
export type Loaded<T> = {
  value: T | null
  sha256: string | null
  signature: Signature | null
  isOnDisk: boolean
  isDamaged: boolean
  isSealed: boolean
}

/** Where the state before the last save is kept. */
export function previousPath(path: string): string {
  return `${path}.prev`
}

/** Whether a file is one that was damaged and put aside whole, under the name of its document. */
export function isPutAside(fileName: string, documentName: string): boolean {
  return fileName.startsWith(`${documentName}.damaged-`)
}

/** The state of the file at `path`, or null where there is none. */
export async function signatureOf(disk: Disk, path: string): Promise<Signature | null> {
  const atMs = Date.now()
  try {
    return toSignature(await disk.fs.stat(path), atMs)
  } catch (error) {
    if (isMissing(error)) return null
    throw reported(disk, path, error)
  }
}

/** Whether a file is still the one that was read. The change time moves by a link to it, too. */
export function isSameFile(a: Signature | null, b: Signature | null): boolean {
  return a?.ino === b?.ino && a?.size === b?.size && a?.mtimeNs === b?.mtimeNs
}

/** Whether a file is untouched in every respect since it was read. */
export function isUntouched(a: Signature | null, b: Signature | null): boolean {
  return isSameFile(a, b) && a?.ctimeNs === b?.ctimeNs
}

/**
 * Reads a document and, where it is missing or damaged, the state before the last save.
 *
 * Writes nothing. What is not as it should be goes to the problem list; a document of which no good
 * state is left throws `document-damaged`, one of a newer program `document-newer`. A file that holds
 * what is `known` of it gives the same value again, not an equal one.
 */
export async function loadDocument<T>(
  place: DocumentPlace<T>,
  known: Loaded<T> | null = null,
): Promise<Loaded<T>> {
  const { disk, path } = place
  try {
    const file = await readWithSignature(disk, path)
    if (file === null) return await loadMissing(place)
    const sha256 = sha256Of(file.bytes)
    if (known?.isSealed === true && known.sha256 === sha256) {
      disk.problems.clear(nameOf(disk, path))
      return { ...known, signature: file.signature }
    }
    const reading = readDocument(file.bytes, place.schema, place.newestFormat)
    if (reading.kind !== 'whole') return await loadDamaged(place, reading, file.signature)
    if (reading.isEdited) disk.problems.report(edited(nameOf(disk, path)))
    else disk.problems.clear(nameOf(disk, path))
    const { signature } = file
    const isSealed = !reading.isEdited
    return { value: reading.value, sha256, signature, isOnDisk: true, isDamaged: false, isSealed }
  } catch (error) {
    throw reported(disk, path, error)
  }
}

function reported(disk: Disk, path: string, error: unknown): unknown {
  const name = nameOf(disk, path)
  const told = readError(error, name)
  if (told instanceof AppError) {
    disk.problems.report({ code: told.code, message: told.message, path: name })
  }
  return told
}

async function loadMissing<T>(place: DocumentPlace<T>): Promise<Loaded<T>> {
  const { disk, path } = place
  const name = nameOf(disk, path)
  const state = { signature: null, isOnDisk: false, isDamaged: false, isSealed: false }
  const previous = await readPrevious(place)
  if (previous === null) {
    const aside = await lastPutAside(place)
    if (aside === null) disk.problems.clear(name)
    else disk.problems.report(putAsideBefore(name, nameOf(disk, join(dirname(path), aside))))
    return { value: null, sha256: null, ...state }
  }
  if (previous.reading.kind === 'newer') throw newer(name)
  if (previous.reading.kind === 'damaged') throw damaged(name, 'it is missing', true)
  const message = `“${name}” is missing, so the state before the last save, “${basename(path)}.prev”, is shown. The next save restores the file.`
  disk.problems.report({ code: 'document-damaged', message, path: name })
  return { value: previous.reading.value, sha256: previous.sha256, ...state }
}

async function loadDamaged<T>(
  place: DocumentPlace<T>,
  reading: Exclude<Reading<T>, { kind: 'whole' }>,
  signature: Signature,
): Promise<Loaded<T>> {
  const name = nameOf(place.disk, place.path)
  if (reading.kind === 'newer') throw newer(name)
  const previous = await readPrevious(place)
  if (previous?.reading.kind === 'newer') throw newer(name)
  if (previous?.reading.kind !== 'whole') throw damaged(name, reading.reason, previous !== null)
  const message = `“${name}” is damaged (${reading.reason}), so the state before the last save is shown. The damaged file is kept whole: the next save puts it aside under a name with “damaged” in it.`
  place.disk.problems.report({ code: 'document-damaged', message, path: name })
  const { value } = previous.reading
  const { sha256 } = previous
  return { value, sha256, signature, isOnDisk: true, isDamaged: true, isSealed: false }
}

/** The newest of the damaged files that lie beside a document which is no longer there. */
async function lastPutAside<T>({ disk, path }: DocumentPlace<T>): Promise<string | null> {
  try {
    const names = (await disk.fs.readFolder(dirname(path))).map(({ name }) => name)
    return (
      names
        .filter((name) => isPutAside(name, basename(path)))
        .sort()
        .at(-1) ?? null
    )
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function readPrevious<T>(
  place: DocumentPlace<T>,
): Promise<{ reading: Reading<T>; sha256: string } | null> {
  const file = await readWithSignature(place.disk, previousPath(place.path))
  if (file === null) return null
  const reading = readDocument(file.bytes, place.schema, place.newestFormat)
  return { reading, sha256: sha256Of(file.bytes) }
}

async function readWithSignature(
  disk: Disk,
  path: string,
): Promise<{ bytes: Uint8Array; signature: Signature } | null> {
  try {
    const file = await disk.fs.open(path, 'r')
    try {
      return await readOpenFile(file)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function readOpenFile(file: OpenFile): Promise<{ bytes: Uint8Array; signature: Signature }> {
  // The state first: a change in between makes the next look at it a new reading, never a stale one.
  const atMs = Date.now()
  const signature = toSignature(await file.stat(), atMs)
  const parts: Uint8Array[] = []
  for (let position = 0; ;) {
    const part = await file.read(position, Math.max(1, Number(signature.size) - position))
    parts.push(part)
    position += part.length
    if (part.length === 0 || position >= Number(signature.size)) break
  }
  return { bytes: Buffer.concat(parts), signature }
}

/** How long ago the last change must be for the next one to show: longer than a tick of the drive. */
const settledAfterMs = { fine: 40, wholeSeconds: 2_100 }

function toSignature(stats: BigIntStats, atMs: number): Signature {
  const { ino, size, mtimeNs, ctimeNs, nlink } = stats
  const isCoarse = ctimeNs % 1_000_000_000n === 0n
  const tickMs = isCoarse ? settledAfterMs.wholeSeconds : settledAfterMs.fine
  const isSettled = atMs - Number(ctimeNs / 1_000_000n) > tickMs
  return { ino, size, mtimeNs, ctimeNs, nlink, isSettled }
}

function edited(name: string): LibraryProblem {
  const message = `“${name}” was edited outside Pressmark. Its content is kept and used as it is; the next save seals it again.`
  return { code: 'changed-meanwhile', message, path: name }
}

function putAsideBefore(name: string, aside: string): LibraryProblem {
  const message = `“${name}” is not there: it was damaged and was put aside whole, as “${aside}”. Put a good copy of “${name}” in its place, from a backup; otherwise the next change begins a new one, and the damaged file stays.`
  return { code: 'document-damaged', message, path: name }
}

function newer(name: string): AppError {
  return new AppError(
    'document-newer',
    `“${name}” was written by a newer Pressmark, so it is neither shown nor changed. Update Pressmark to work with it.`,
    { facts: { path: name } },
  )
}

function damaged(name: string, reason: string, hasPrevious: boolean): AppError {
  const previous = hasPrevious ? ', and so is the state before the last save' : ''
  return new AppError(
    'document-damaged',
    `“${name}” is damaged (${reason})${previous}. It is kept as it is and nothing is written over it; put a good copy in its place, from a backup, and open it again.`,
    { facts: { path: name } },
  )
}
