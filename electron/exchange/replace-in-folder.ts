import { copyFile, link, lstat, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { indexBytes, indexName, readIndex, type ExportIndex } from './export-index.ts'
import { errnoOf } from '../system/errno.ts'
import { sha256Of } from '../system/hash.ts'
import { placeFile, syncFolder, unfinishedPath, writeNew, type WrittenFile } from './write-bytes.ts'

/** A file for a folder, ready to be written. */
export type FolderFile = WrittenFile & { bytes: Uint8Array }

/**
 * Brings files into a folder that exists, and takes away those of an earlier export that are no
 * longer part of it. What no export wrote, or what was changed since, is never touched: where it
 * stands in the way, nothing is written.
 *
 * Everything is staged inside the folder first, with a copy of what will be replaced; a failure
 * after that puts the copies back. While files are exchanged the index names old and new, so an
 * export that was cut off knows its files again.
 */
export async function replaceInFolder(
  folder: string,
  files: readonly FolderFile[],
  index: ExportIndex,
  beforeEach: () => void,
): Promise<void> {
  const earlier = await readIndex(folder)
  const ours = await filesStillOurs(folder, earlier)
  await refuseForeign(folder, files, ours)
  const names = new Set(files.map(({ path }) => path))
  const stale = [...ours].filter((path) => !names.has(path))
  const staging = unfinishedPath(join(folder, indexName))
  const kept = join(staging, 'earlier')
  let isSafeToClear = true
  await mkdir(staging)
  try {
    await mkdir(kept)
    for (const { path, bytes } of files) {
      beforeEach()
      await writeNew(join(staging, path), bytes)
    }
    for (const path of [...names, ...stale, indexName]) {
      await keepCopy(join(folder, path), join(kept, path))
    }
    try {
      const both = [...(earlier?.files ?? []), ...index.files]
      await placeIndex(folder, { ...index, files: both })
      for (const { path } of files) await rename(join(staging, path), join(folder, path))
      for (const path of stale) await rm(join(folder, path))
      await placeIndex(folder, index)
    } catch (error) {
      isSafeToClear = false
      await putBack(folder, kept, [...names, ...stale, indexName])
      isSafeToClear = true
      throw error
    }
  } finally {
    if (isSafeToClear) await rm(staging, { recursive: true, force: true })
  }
}

/** The disk must have an index before what it promises happens, and the files before the last one. */
async function placeIndex(folder: string, index: ExportIndex): Promise<void> {
  await syncFolder(folder)
  await placeFile(join(folder, indexName), indexBytes(index), true)
  await syncFolder(folder)
}

/** The files of the earlier export that lie there as it wrote them. */
async function filesStillOurs(folder: string, index: ExportIndex | null): Promise<Set<string>> {
  const ours = new Set<string>()
  for (const { path, sha256 } of index?.files ?? []) {
    if ((await hashOfFile(join(folder, path))) === sha256) ours.add(path)
  }
  return ours
}

async function refuseForeign(
  folder: string,
  files: readonly FolderFile[],
  ours: ReadonlySet<string>,
): Promise<void> {
  for (const { path, sha256 } of files) {
    const hash = ours.has(path) ? sha256 : await hashOfFile(join(folder, path))
    if (hash === null || hash === sha256) continue
    throw new AppError(
      'already-exists',
      `“${basename(path)}” in “${folder}” is not as an earlier export wrote it. Nothing was replaced; move it elsewhere, or choose another folder.`,
      { facts: { path: join(folder, path) } },
    )
  }
}

/** Null where nothing lies; empty, which is no hash, for what is no plain file. */
async function hashOfFile(path: string): Promise<string | null> {
  try {
    const entry = await lstat(path)
    return entry.isFile() ? sha256Of(await readFile(path)) : ''
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
}

/**
 * Keeps what lies at `from`, if anything does. Files are replaced by rename, never written into, so
 * a second name keeps the earlier bytes.
 */
async function keepCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') await copyFile(from, to)
  }
}

async function putBack(folder: string, kept: string, names: readonly string[]): Promise<void> {
  try {
    for (const name of names) {
      const isKept = (await hashOfFile(join(kept, name))) !== null
      if (isKept) await rename(join(kept, name), join(folder, name))
      else await rm(join(folder, name), { force: true })
    }
  } catch (error) {
    throw new AppError(
      'disk-error',
      `The export to “${folder}” failed half-way, and the earlier files could not all be put back. They are kept in “${kept}”; copy them from there.`,
      { cause: error, facts: { path: folder } },
    )
  }
}
