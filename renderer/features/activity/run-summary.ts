import type { Attempt } from '../../../shared/api/views.ts'
import type { Instant } from '../../../shared/domain/instant.ts'
import { assertNever } from '../../../shared/errors.ts'
import type { Capture } from '../../stores/captures.ts'
import { isStopped } from '../../stores/failed-captures.ts'
import { overallProgress } from '../../stores/overall-progress.ts'

/** How one capture of a run fares. What a person stopped is not done, and has not failed. */
export type Segment = {
  number: number
  state: 'done' | 'failed' | 'stopped' | 'running' | 'waiting'
  /** How much of it is done, from 0 to 1. */
  share: number
}

/** The captures that began together: one segment each, and how many are in which state. */
export type RunSummary = {
  segments: readonly Segment[]
  since: Instant
  done: number
  failed: number
  stopped: number
  toGo: number
  /** Of those done: how many gave the text that was there already. */
  known: number
}

/** The last run of this window; null where it is one capture alone, whose row says it all. */
export function lastRun(
  captures: readonly Capture[],
  attempts: readonly Attempt[],
): RunSummary | null {
  const last = captures.at(-1)?.run
  const run = captures.filter(
    (capture) => capture.run === last && stands(capture, captures, attempts),
  )
  const [first] = run
  if (first === undefined || run.length < 2) return null
  const segments = run.map(segmentOf)
  const count = (...states: Segment['state'][]): number =>
    segments.filter(({ state }) => states.includes(state)).length
  return {
    segments,
    since: first.startedAt,
    done: count('done'),
    failed: count('failed'),
    stopped: count('stopped'),
    toGo: count('running', 'waiting'),
    known: run.filter(
      ({ state }) => state.phase === 'done' && state.outcome.outcome === 'unchanged',
    ).length,
  }
}

/** One that was tried again, or dismissed, counts no more: its next try does. */
function stands(
  { state }: Capture,
  captures: readonly Capture[],
  attempts: readonly Attempt[],
): boolean {
  if (state.phase !== 'logged') return true
  const { attemptId } = state
  return (
    attempts.some(({ id }) => id === attemptId) &&
    !captures.some(({ replaces }) => replaces === attemptId)
  )
}

function segmentOf({ number, state }: Capture): Segment {
  switch (state.phase) {
    case 'waiting':
      return { number, state: 'waiting', share: 0 }
    case 'running':
      return {
        number,
        state: 'running',
        share: state.progress === null ? 0 : overallProgress(state.progress),
      }
    case 'done':
      return { number, state: 'done', share: 1 }
    case 'logged':
    case 'failed':
      return { number, state: isStopped(state.failure) ? 'stopped' : 'failed', share: 0 }
    default:
      return assertNever(state)
  }
}
