import type { Readable } from 'node:stream'
import { AppError } from '../../../shared/errors.ts'
import type { Truncation } from '../../evidence/wire-record.ts'
import { sizeInWords, type Limits } from '../limits.ts'
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

/**
 * Reads what an answer that is no page says, for the evidence: never more than `smallBodyBytes`,
 * never longer than `smallBodyMs`, and without failing: nobody captures for the sake of it.
 */
export async function readSmallBody(
  body: Readable,
  limits: Pick<Limits, 'smallBodyBytes' | 'smallBodyMs'>,
): Promise<{ body: Uint8Array; truncated: Truncation | null }> {
  const chunks: Uint8Array[] = []
  let length = 0
  let truncated: Truncation | null = null
  const timer = setTimeout(() => {
    truncated = 'time'
    body.destroy()
  }, limits.smallBodyMs)
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      const room = limits.smallBodyBytes - length
      chunks.push(chunk.subarray(0, room))
      length += Math.min(room, chunk.length)
      if (chunk.length > room) {
        truncated = 'length'
        break
      }
    }
  } catch (error) {
    // Whatever ended it, the answer's head is what the capture goes on with.
    truncated ??= error instanceof Error ? 'disconnect' : null
  } finally {
    clearTimeout(timer)
  }
  return { body: Buffer.concat(chunks), truncated }
}

function tooBig(host: string, maxBytes: number): AppError {
  return new AppError(
    'too-big',
    `What ${host} sends is larger than ${sizeInWords(maxBytes)}, which no article is. Nothing was captured.`,
  )
}
