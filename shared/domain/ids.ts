import { ulid } from 'ulid'
import { z } from 'zod'

/** An id: a ULID in lower case. Its first ten characters are the time it was made. */
export const Id = z.string().regex(/^[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'is not an id')
export type Id = z.infer<typeof Id>

/** A new id; ids made later sort later. */
export function newId(): Id {
  return ulid(undefined, nextFraction).toLowerCase()
}

const bytes = new Uint8Array(1_024)
let used = bytes.length

/** Random, in [0, 1). An id takes sixteen, and a call to the system for each costs more than the id. */
function nextFraction(): number {
  if (used === bytes.length) {
    crypto.getRandomValues(bytes)
    used = 0
  }
  const byte = bytes[used] ?? 0
  used += 1
  return byte / 256
}

/** The random tail of an id, for names on disk: the first ten characters are only the time. */
export function idTail(id: Id, length: number): string {
  return id.slice(-length)
}
