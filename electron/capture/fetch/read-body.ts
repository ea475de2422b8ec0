import type { Readable } from 'node:stream'
import { AppError } from '../../../shared/errors.ts'
import { sizeInWords } from '../limits.ts'
import { headerOf, type Headers } from './headers.ts'

/** Reads a body whole, as it is on the wire; `too-big` as soon as it passes `maxBytes`. */
export async function readBody(
  body: Readable,
  headers: Headers,
  host: string,
  options: { maxBytes: number; onBytes: (done: number, total: number | null) => void },
): Promise<Uint8Array> {
  const declared = Number(headerOf(headers, 'content-length') ?? Number.NaN)
  const total = Number.isSafeInteger(declared) ? declared : null
  if (total !== null && total > options.maxBytes) throw tooBig(host, options.maxBytes)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > options.maxBytes) throw tooBig(host, options.maxBytes)
    chunks.push(chunk)
    options.onBytes(length, total)
  }
  return Buffer.concat(chunks)
}

function tooBig(host: string, maxBytes: number): AppError {
  return new AppError(
    'too-big',
    `What ${host} sends is larger than ${sizeInWords(maxBytes)}, which no article is. Nothing was captured.`,
  )
}
