import { AppError } from '../../../shared/errors.ts'

/** Nobody waits longer in a row that seems to do nothing: beyond this the site's sentence is told. */
const longestWaitMs = 60_000

/**
 * How long a site that answered 429 or 503 asks to be left alone: `Retry-After` in seconds or as a date.
 * Null where it names no time, or one that is too long to wait for.
 */
export function askedToWaitMs(error: unknown, nowMs: number): number | null {
  if (!(error instanceof AppError)) return null
  const { status, retryAfter } = error.facts
  if ((status !== 429 && status !== 503) || typeof retryAfter !== 'string') return null
  const waitMs = /^\d+$/u.test(retryAfter)
    ? Number(retryAfter) * 1_000
    : Date.parse(retryAfter) - nowMs
  return waitMs >= 0 && waitMs <= longestWaitMs ? waitMs : null
}
