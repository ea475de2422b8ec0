import { ulid } from 'ulid'
import { z } from 'zod'

/** An id: a ULID in lower case. Its first ten characters are the time it was made. */
export const Id = z.string().regex(/^[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'is not an id')
export type Id = z.infer<typeof Id>

/** A new id; ids made later sort later. */
export function newId(): Id {
  return ulid().toLowerCase()
}

/** The random tail of an id, for names on disk: the first ten characters are only the time. */
export function idTail(id: Id, length: number): string {
  return id.slice(-length)
}
