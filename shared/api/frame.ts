import { AppError } from '../errors.ts'

/** The largest frame that either side accepts. */
export const maxFrameBytes = 64 * 1024 * 1024

const marker = '$bytes'

/**
 * A message as one binary frame, for wires that know only bytes.
 *
 * Layout: length of the JSON (u32, big-endian), the JSON in UTF-8, then each byte array as u32 length
 * and bytes. In the JSON a byte array is `{"$bytes": index}`; an object of the sender's that has such
 * a key is escaped as `{"$bytes": {…}}`.
 */
export function encodeFrame(value: unknown): Uint8Array<ArrayBuffer> {
  const attachments: Uint8Array[] = []
  const json = new TextEncoder().encode(JSON.stringify(takeBytes(value, attachments)) ?? 'null')
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
    const text = new TextDecoder('utf-8', { fatal: true }).decode(json)
    return putBytes(JSON.parse(text), attachments)
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
    parts.push(frame.slice(at + 4, at + 4 + length))
    at += 4 + length
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
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, takeBytes(item, attachments)]),
  )
  return marker in value ? { [marker]: copy } : copy
}

function putBytes(value: unknown, attachments: readonly Uint8Array[]): unknown {
  if (Array.isArray(value)) return value.map((item) => putBytes(item, attachments))
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value)
  const [first] = entries
  if (entries.length === 1 && first?.[0] === marker) {
    const inner: unknown = first[1]
    if (typeof inner !== 'number') return plainObject(inner, attachments)
    const bytes = attachments[inner]
    if (bytes === undefined) throw malformed()
    return bytes
  }
  return plainObject(value, attachments)
}

function plainObject(value: unknown, attachments: readonly Uint8Array[]): unknown {
  if (value === null || typeof value !== 'object') throw malformed()
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, putBytes(item, attachments)]),
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
