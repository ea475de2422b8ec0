import { readdir, realpath, stat } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import type { ExportRequest } from '../../shared/api/contract.ts'
import type { Sha256 } from '../../shared/domain/sha256.ts'
import { AppError } from '../../shared/errors.ts'
import { exportCsv } from './csv/export-csv.ts'
import type { ExportData } from './export-data.ts'
import { fileFailure } from './file-failure.ts'
import { exportMarkdown } from './markdown/export-markdown.ts'
import { exportW3c } from './w3c/export-w3c.ts'
import { sha256Of } from '../system/hash.ts'
import {
  alreadyExists,
  exists,
  isUnfinished,
  placeFile,
  syncPlaced,
  type WrittenFile,
} from './write-bytes.ts'
import { updateFolder, writeNewFolder } from './write-folder.ts'

/** What to write and where; `progress` counts files. */
export type WriteExportRequest = {
  format: ExportRequest['format']
  path: string
  force: boolean
  data: ExportData
  signal?: AbortSignal
  progress?: (value: { done: number; total: number }) => void
}

/**
 * Writes an export to one file (markdown, csv) or into a folder (w3c), whole or not at all, and
 * answers with absolute paths. What exists is replaced only with `force`; in a folder only what an
 * earlier export wrote. The folder's own index is not counted among the files.
 *
 * `data` must have passed `checkPassages`. Every failure of the disk is an `AppError`.
 */
export async function writeExport(request: WriteExportRequest): Promise<{ files: WrittenFile[] }> {
  const path = resolve(request.path)
  try {
    refuseUnusable(request.path)
    stopIfAsked(request)
    const place = await placeOf(path)
    if (request.format === 'w3c') {
      if (place.kind === 'file') throw isNotAFolder(path)
      const files = await writeFolder(place, request)
      return { files: files.map((file) => ({ ...file, path: join(path, file.path) })) }
    }
    if (place.kind === 'folder' || endsInSeparator(request.path)) throw isNotAFile(path)
    if (place.kind === 'file' && !request.force) throw alreadyExists(path)
    return { files: [{ path, sha256: await writeFile(place.path, request) }] }
  } catch (error) {
    throw fileFailure(error, path)
  }
}

async function writeFile(path: string, request: WriteExportRequest): Promise<Sha256> {
  const { format, data, force, progress } = request
  const text = format === 'csv' ? exportCsv(data) : exportMarkdown(data)
  const bytes = Buffer.from(text, 'utf8')
  stopIfAsked(request)
  progress?.({ done: 0, total: 1 })
  await placeFile(path, bytes, force)
  await syncPlaced(path)
  progress?.({ done: 1, total: 1 })
  return sha256Of(bytes)
}

async function writeFolder(place: Place, request: WriteExportRequest): Promise<WrittenFile[]> {
  const files = exportW3c(request.data)
  const total = files.length
  let done = 0
  const beforeEach = (): void => {
    stopIfAsked(request)
    request.progress?.({ done, total })
    done += 1
  }
  if (place.kind === 'folder') await refuseFilled(place.path, request.force)
  const write = place.kind === 'absent' ? writeNewFolder : updateFolder
  const written = await write(place.path, files, request.data, beforeEach)
  request.progress?.({ done: total, total })
  return written
}

async function refuseFilled(folder: string, force: boolean): Promise<void> {
  const isFree = (await readdir(folder)).every(isUnfinished)
  if (!isFree && !force) throw alreadyExists(folder)
}

type Place = { kind: 'absent' | 'file' | 'folder'; path: string }

/** What lies at a path; a link stands for what it leads to, so that it stays a link. */
async function placeOf(path: string): Promise<Place> {
  if (!(await exists(path))) return { kind: 'absent', path }
  const real = await realpath(path)
  const entry = await stat(real)
  if (entry.isDirectory()) return { kind: 'folder', path: real }
  if (entry.isFile()) return { kind: 'file', path: real }
  throw invalidPath(path, 'is neither a file nor a folder')
}

function endsInSeparator(path: string): boolean {
  return path.endsWith('/') || path.endsWith(sep)
}

function refuseUnusable(path: string): void {
  if (path.trim() === '') throw invalidPath(path, 'is empty')
  if (path.includes('\0')) throw invalidPath(path.replaceAll('\0', '�'), 'holds a NUL character')
}

function isNotAFile(path: string): AppError {
  return invalidPath(path, 'is a folder, and this format is one file')
}

function isNotAFolder(path: string): AppError {
  return invalidPath(path, 'is a file, and this format is a folder of files')
}

function invalidPath(path: string, what: string): AppError {
  return new AppError(
    'invalid-input',
    `The export cannot go to “${path}”: it ${what}. Nothing was exported or changed; choose another name.`,
    { facts: { path } },
  )
}

function stopIfAsked({ signal }: WriteExportRequest): void {
  if (signal?.aborted !== true) return
  throw new AppError(
    'cancelled',
    'The export was stopped. Nothing was exported, and what was there before is unchanged.',
  )
}
