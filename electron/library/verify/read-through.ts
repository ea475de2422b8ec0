import { createHash } from 'node:crypto'
import type { Sha256 } from '../../../shared/domain/sha256.ts'
import { AppError } from '../../../shared/errors.ts'
import { nameOf } from '../disk.ts'
import { isMissing, readError } from '../disk-errors.ts'
import type { OpenFile } from '../file-system.ts'
import type { Verifying } from './verifying.ts'

/** What a file turned out to be; `bytes` where they were asked for. */
export type FileReading =
  | { state: 'read'; sha256: Sha256; sizeBytes: number; bytes: Uint8Array | null }
  | { state: 'missing' }
  | { state: 'unreadable'; message: string }

/** So little at a time that whoever waits for this thread does not notice. */
const chunkBytes = 512 * 1024

/** Reads a file to its end, a piece at a time. Only small files are kept. */
export async function readThrough(
  verifying: Pick<Verifying, 'disk' | 'signal'>,
  path: string,
  keep: 'keep' | 'hash',
): Promise<FileReading> {
  const hash = createHash('sha256')
  const parts: Uint8Array[] = []
  let sizeBytes = 0
  const failure = await eachPiece(verifying, path, (piece) => {
    hash.update(piece)
    sizeBytes += piece.length
    if (keep === 'keep') parts.push(piece)
  })
  if (failure !== null) return failure
  const bytes = keep === 'keep' ? Buffer.concat(parts) : null
  return { state: 'read', sha256: hash.digest('hex'), sizeBytes, bytes }
}

/** Hands over a file piece by piece; answers why it cannot be read, or null. */
export async function eachPiece(
  { disk, signal }: Pick<Verifying, 'disk' | 'signal'>,
  path: string,
  take: (piece: Uint8Array) => void,
): Promise<Exclude<FileReading, { state: 'read' }> | null> {
  try {
    const file = await disk.fs.open(path, 'r')
    try {
      await takePieces(file, signal, take)
    } finally {
      await file.close()
    }
    return null
  } catch (error) {
    if (isMissing(error)) return { state: 'missing' }
    const told = readError(error, nameOf(disk, path))
    if (!(told instanceof AppError)) throw told
    return { state: 'unreadable', message: told.message }
  }
}

async function takePieces(
  file: OpenFile,
  signal: AbortSignal,
  take: (piece: Uint8Array) => void,
): Promise<void> {
  for (let position = 0; ;) {
    signal.throwIfAborted()
    const piece = await file.read(position, chunkBytes)
    if (piece.length === 0) return
    take(piece)
    position += piece.length
  }
}
