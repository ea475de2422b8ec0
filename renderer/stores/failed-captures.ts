import type { Failure } from '../../shared/api/result.ts'
import type { Attempt } from '../../shared/api/views.ts'
import type { Id } from '../../shared/domain/ids.ts'
import type { Instant } from '../../shared/domain/instant.ts'
import { isUnderWay, type Capture } from './captures.ts'

/** Where a failed capture is known from: the application's list, or this window alone. */
export type FailedOrigin =
  { from: 'attempt'; attempt: Attempt } | { from: 'capture'; capture: Capture }

/** A capture that gave nothing and waits for a person, under the key of its row. */
export type FailedCapture = {
  key: string
  at: Instant
  label: string
  failure: Failure
  origin: FailedOrigin
}

/** What failed and was not dismissed: each once, and not while it is being tried again. */
export function failedCaptures(
  attempts: readonly Attempt[],
  captures: readonly Capture[],
): FailedCapture[] {
  const replaced = new Set(captures.map(({ replaces }) => replaces))
  // A capture hears that it failed a moment after the list of what failed does: it is one row throughout.
  const running = captures.filter(isUnderWay)
  const isHeardSoon = ({ input, at }: Attempt): boolean =>
    running.some(({ label, startedAt }) => label === input && startedAt <= at)
  const logged = attempts
    .filter((attempt) => !replaced.has(attempt.id) && !isHeardSoon(attempt))
    .map((attempt): FailedCapture => {
      const { id, at, input, failure } = attempt
      const origin = { from: 'attempt' as const, attempt }
      return { key: attemptKey(id), at, label: input, failure, origin }
    })
  const own = captures.flatMap((capture): FailedCapture[] => {
    const { number, label, state } = capture
    if (state.phase !== 'failed') return []
    const origin = { from: 'capture' as const, capture }
    const at = beganAt(capture, attempts)
    return [{ key: captureKey(number), at, label, failure: state.failure, origin }]
  })
  return [...logged, ...own]
}

/** When a capture began; one that tries again stands where the first try did. */
export function beganAt({ replaces, startedAt }: Capture, attempts: readonly Attempt[]): Instant {
  return attempts.find(({ id }) => id === replaces)?.at ?? startedAt
}

/** Whether a person ended it: that is no failure to be alarmed by. */
export function isStopped({ code }: Failure): boolean {
  return code === 'cancelled'
}

/** The row that a row became: a capture its article or its attempt, an attempt its next try. */
export function successorOf(key: string, captures: readonly Capture[]): string | null {
  for (const capture of captures) {
    const own = captureKey(capture.number)
    if (capture.replaces !== null && key === attemptKey(capture.replaces)) return own
    if (key !== own) continue
    if (capture.state.phase === 'done') return articleKey(capture.state.outcome.articleId)
    if (capture.state.phase === 'logged') return attemptKey(capture.state.attemptId)
  }
  return null
}

/** The key of an article's row. */
export function articleKey(id: Id): string {
  return `article:${id}`
}

/** The key of the row of a capture that this window began. */
export function captureKey(number: number): string {
  return `capture:${number}`
}

function attemptKey(id: Id): string {
  return `attempt:${id}`
}
