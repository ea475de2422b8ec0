import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportData, ExportFile } from './export-data.ts'
import { indexBytes, indexName, indexOf } from './export-index.ts'
import { replaceInFolder, type FolderFile } from './replace-in-folder.ts'
import { sha256Of } from '../system/hash.ts'
import {
  alreadyExists,
  exists,
  syncFolder,
  syncPlaced,
  unfinishedPath,
  writeNew,
  type WrittenFile,
} from './write-bytes.ts'

/**
 * Makes a folder of files and its index. It is made beside its place under another name, and gets
 * its own when it is whole. `beforeEach` runs before a file is written, and may throw.
 */
export async function writeNewFolder(
  folder: string,
  files: readonly ExportFile[],
  data: ExportData,
  beforeEach: () => void,
): Promise<WrittenFile[]> {
  const encoded = encode(files)
  const unfinished = unfinishedPath(folder)
  await mkdir(unfinished)
  try {
    for (const { path, bytes } of encoded) {
      beforeEach()
      await writeNew(join(unfinished, path), bytes)
    }
    const index = indexOf(data, listOf(encoded))
    await writeNew(join(unfinished, indexName), indexBytes(index))
    await syncFolder(unfinished)
    if (await exists(folder)) throw alreadyExists(folder)
    await rename(unfinished, folder)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  await syncPlaced(folder)
  return listOf(encoded)
}

/** Brings files and their index into a folder that exists; see {@link replaceInFolder}. */
export async function updateFolder(
  folder: string,
  files: readonly ExportFile[],
  data: ExportData,
  beforeEach: () => void,
): Promise<WrittenFile[]> {
  const encoded = encode(files)
  await replaceInFolder(folder, encoded, indexOf(data, listOf(encoded)), beforeEach)
  return listOf(encoded)
}

function encode(files: readonly ExportFile[]): FolderFile[] {
  const names = new Set(files.map(({ path }) => path))
  if (names.size < files.length) throw new Error('an export has two files of one name')
  return files.map(({ path, text }) => {
    const bytes = Buffer.from(text, 'utf8')
    return { path, bytes, sha256: sha256Of(bytes) }
  })
}

function listOf(files: readonly FolderFile[]): WrittenFile[] {
  return files.map(({ path, sha256 }) => ({ path, sha256 }))
}
