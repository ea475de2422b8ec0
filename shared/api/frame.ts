import { AppError } from '../errors.ts'
import { deepestNesting, isPlainData } from './plain-data.ts'

/** The largest frame that either side accepts. */
export const maxFrameBytes = 64 * 1024 * 1024

/** Far more than any message has; empty ones cost their reader more than their sender. */
const mostByteArrays = 1_000

const marker = '$bytes'

/**
 * A message as one binary frame, for wires that know only bytes.
 *
 * Layout: length of the JSON (u32, big-endian), the JSON in UTF-8, then each byte array as u32 length
 * and bytes. In the JSON a byte array is `{"$bytes": index}`; an object of the sender's that has such
 * a key is escaped as `{"$bytes": {…}}`.
 *
 * Throws `invalid-input` for what is no plain data, which JSON would change without a word.
 */
export function encodeFrame(value: unknown): Uint8Array<ArrayBuffer> {
  if (!isPlainData(value)) throw notPlain()
  const attachments: Uint8Array[] = []
  const json = new TextEncoder().encode(JSON.stringify(takeBytes(value, attachments)) ?? 'null')
  if (attachments.length > mostByteArrays) throw notPlain()
  const size = attachments.reduce((sum, bytes) => sum + 4 + bytes.length, 4 + json.length)
  const frame = new Uint8Array(size)
  const view = new DataView(frame.buffer)
  let at = 0
  for (const part of [json, ...attachments]) {
    view.setUint32(at, part.length)
    frame.set(part, at + 4)
    at += 4 + part.length
  }
  return frame
}

/** The value in a frame. Throws `invalid-input` for anything that {@link encodeFrame} did not make. */
export function decodeFrame(frame: Uint8Array): unknown {
  const parts = partsOf(frame)
  const [json, ...attachments] = parts
  if (json === undefined) throw malformed()
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json)
    return putBytes(JSON.parse(text), attachments, deepestNesting)
  } catch (cause) {
    throw malformed(cause)
  }
}

function partsOf(frame: Uint8Array): Uint8Array[] {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const parts: Uint8Array[] = []
  let at = 0
  while (at < frame.length) {
    if (at + 4 > frame.length) throw malformed()
    const length = view.getUint32(at)
    if (at + 4 + length > frame.length) throw malformed()
    // A copy of its own: a Buffer's `slice` would hand out the memory of the whole frame.
    parts.push(new Uint8Array(frame.subarray(at + 4, at + 4 + length)))
    at += 4 + length
    if (parts.length > 1 + mostByteArrays) throw malformed()
  }
  return parts
}

function takeBytes(value: unknown, attachments: Uint8Array[]): unknown {
  if (value instanceof Uint8Array) {
    attachments.push(value)
    return { [marker]: attachments.length - 1 }
  }
  if (Array.isArray(value)) return value.map((item) => takeBytes(item, attachments))
  if (value === null || typeof value !== 'object') return value
  const copy = withValues(value, (item) => takeBytes(item, attachments))
  return marker in value ? { [marker]: copy } : copy
}

/** `levels` is how much deeper the value may go. */
function putBytes(value: unknown, attachments: readonly Uint8Array[], levels: number): unknown {
  if (value === null || typeof value !== 'object') return value
  if (levels === 0) throw malformed()
  const inside = (item: unknown): unknown => putBytes(item, attachments, levels - 1)
  if (Array.isArray(value)) return value.map(inside)
  const escaped = markedIn(value)
  if (typeof escaped !== 'number') return withValues(escaped ?? value, inside)
  const bytes = attachments[escaped]
  if (bytes === undefined) throw malformed()
  return bytes
}

/** What our marker says where it stands alone: the index of bytes, or an object that it escapes. */
function markedIn(value: object): number | object | null {
  if (!Object.hasOwn(value, marker) || Object.keys(value).length !== 1) return null
  const marked: unknown = Reflect.get(value, marker)
  if (typeof marked === 'number') return marked
  if (typeof marked !== 'object' || marked === null) throw malformed()
  return marked
}

function withValues(value: object, change: (item: unknown) => unknown): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]))
}

function notPlain(): AppError {
  return new AppError(
    'invalid-input',
    'Pressmark was handed something that it cannot pass on unchanged. Nothing was sent or changed.',
  )
}

function malformed(cause?: unknown): AppError {
  return new AppError(
    'invalid-input',
    'A message arrived that Pressmark cannot read; it was ignored.',
    {
      cause,
    },
  )
}
