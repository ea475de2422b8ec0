import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Id } from '../../shared/domain/ids.ts'
import { Instant } from '../../shared/domain/instant.ts'
import { Sha256 } from '../../shared/domain/sha256.ts'
import { FileName } from '../../shared/domain/version.ts'
import { AppError } from '../../shared/errors.ts'
import type { ExportData } from './export-data.ts'
import { errnoOf } from '../system/errno.ts'
import type { WrittenFile } from './write-bytes.ts'

/** The name of the index in an exported folder. */
export const indexName = 'pressmark-export.json'

/**
 * `pressmark-export.json`: what an export put into a folder, so that the next one replaces only
 * that. A path with two hashes was being replaced when the export was cut off.
 */
export const ExportIndex = z.strictObject({
  format: z.literal(1),
  software: z.string(),
  exportedAt: Instant,
  libraryId: Id.nullable(),
  collection: z.string().nullable(),
  files: z.array(z.strictObject({ path: FileName, sha256: Sha256 })),
})
export type ExportIndex = z.infer<typeof ExportIndex>

/** The index of these files. */
export function indexOf(data: ExportData, files: readonly WrittenFile[]): ExportIndex {
  const { software, exportedAt, libraryId, collection } = data
  return { format: 1, software, exportedAt, libraryId, collection, files: [...files] }
}

/** An index as it lies on disk. */
export function indexBytes(index: ExportIndex): Uint8Array {
  return Buffer.from(`${JSON.stringify(index, null, 1)}\n`, 'utf8')
}

/** The index in a folder, null where there is none; one that cannot be trusted is refused. */
export async function readIndex(folder: string): Promise<ExportIndex | null> {
  const path = join(folder, indexName)
  try {
    return ExportIndex.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    if (errnoOf(error) !== null) throw error
    throw new AppError(
      'document-damaged',
      `“${path}” should list what the earlier export wrote, but cannot be read, so Pressmark cannot tell its files from yours. Nothing was replaced; choose another folder.`,
      { cause: error, facts: { path } },
    )
  }
}
