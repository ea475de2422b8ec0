import { z } from 'zod'

/** A moment: an ISO 8601 string in UTC, to the millisecond. */
export const Instant = z.iso.datetime({ precision: 3 })
export type Instant = z.infer<typeof Instant>

/** This moment. */
export function now(): Instant {
  return new Date().toISOString()
}
