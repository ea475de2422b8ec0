import { Readable } from 'node:stream'
import zlib from 'node:zlib'
import { AppError } from '../../../shared/errors.ts'
import { sizeInWords, type Limits } from '../limits.ts'
import { damaged, incomplete } from './network-errors.ts'

/** The Accept-Encoding that {@link decodeBody} can undo. */
export const acceptEncoding = 'gzip, deflate, br, zstd'

const magic: Record<string, (bytes: Uint8Array) => boolean> = {
  gzip: (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b,
  zstd: (bytes) => bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f,
}

/**
 * A copy of a body with its content encodings undone, never larger than the limits allow: `too-big`
 * for a bomb, `incomplete` for a stream that ends early.
 */
export async function decodeBody(
  wire: Uint8Array,
  contentEncoding: string | null,
  options: { host: string; limits: Limits; signal: AbortSignal },
): Promise<Uint8Array> {
  const encodings = (contentEncoding ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase().replace(/^x-/u, ''))
    .filter((name) => name !== '' && name !== 'identity')
  if (encodings.length > 3) throw new AppError('unsupported-type', unknownEncoding(contentEncoding))
  let bytes = wire
  for (const encoding of encodings.reverse()) {
    if (bytes.length === 0) return bytes
    // Servers that name an encoding and don't use it exist: browsers show such pages, so do we.
    if (magic[encoding]?.(bytes) === false) continue
    bytes = await inflate(bytes, encoding, wire.length, options)
  }
  return bytes
}

function decoderFor(encoding: string, bytes: Uint8Array): NodeJS.ReadWriteStream {
  if (encoding === 'gzip') return zlib.createGunzip()
  if (encoding === 'br') return zlib.createBrotliDecompress()
  if (encoding === 'zstd') return zlib.createZstdDecompress()
  if (encoding === 'deflate') {
    const hasZlibHeader = ((bytes[0] ?? 0) & 0x0f) === 8
    return hasZlibHeader ? zlib.createInflate() : zlib.createInflateRaw()
  }
  throw new AppError('unsupported-type', unknownEncoding(encoding))
}

async function inflate(
  bytes: Uint8Array,
  encoding: string,
  wireBytes: number,
  { host, limits, signal }: { host: string; limits: Limits; signal: AbortSignal },
): Promise<Uint8Array> {
  const decoder = decoderFor(encoding, bytes)
  const source = Readable.from([Buffer.from(bytes)])
  const chunks: Buffer[] = []
  let length = 0
  try {
    source.pipe(decoder)
    for await (const chunk of decoder) {
      signal.throwIfAborted()
      const piece = Buffer.from(chunk)
      length += piece.length
      const most = Math.max(limits.ratioFromBytes, wireBytes * limits.unpackRatio)
      if (length > Math.min(most, limits.decodedBytes)) {
        throw growsTooBig(host, encoding, Math.min(most, limits.decodedBytes))
      }
      chunks.push(piece)
    }
  } catch (error) {
    if (isCutStream(error)) throw incomplete(host, error)
    if (isDamagedStream(error)) throw damaged(host, encoding, error)
    throw error
  } finally {
    source.unpipe(decoder)
    source.destroy()
  }
  return Buffer.concat(chunks)
}

function growsTooBig(host: string, encoding: string, mostBytes: number): AppError {
  return new AppError(
    'too-big',
    `The page from ${host} comes packed (${encoding}) and grows past the limit of ${sizeInWords(mostBytes)} when it is unpacked, which no article does. Nothing was kept; if your browser shows it, save the page there and add the file.`,
  )
}

/** Every decoder says so in its own code when the stream ends too early. */
function isCutStream(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR'
}

function isDamagedStream(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^(?:Z_|ERR_|ZSTD_)/u.test(error.code)
  )
}

function unknownEncoding(name: string | null): string {
  return `The page is packed in a way that Pressmark can't read (“${name ?? ''}”). Nothing was captured; save it from your browser and add the file.`
}
