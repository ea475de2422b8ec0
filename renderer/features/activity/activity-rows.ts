import type { Attempt } from '../../../shared/api/views.ts'
import { isUnderWay, type Capture } from '../../stores/captures.ts'
import type { Writing } from '../../stores/export-writing.ts'
import {
  captureKey,
  failedCaptures,
  isStopped,
  type FailedCapture,
} from '../../stores/failed-captures.ts'

/** A line of the tray: the head of a group, a capture under way, one that failed, the export. */
export type ActivityRow =
  | { kind: 'head'; key: string; words: string; failed: readonly FailedCapture[] }
  | { kind: 'capture'; key: string; capture: Capture }
  | ({ kind: 'failed' } & FailedCapture)
  | { kind: 'export'; key: string; writing: Exclude<Writing, { phase: 'idle' }> }

/** How much there is to tell: what still goes on, and what failed by itself. */
export type ActivityCounts = { underWay: number; failed: number }

/** The rows of the tray: what goes on in the order in which it began, then what failed, newest first. */
export function activityRows(
  attempts: readonly Attempt[],
  captures: readonly Capture[],
  writing: Writing,
): ActivityRow[] {
  const running = captures.filter(isUnderWay)
  const failed = failedCaptures(attempts, captures).sort(
    (a, b) => Number(a.at < b.at) - Number(a.at > b.at),
  )
  const alarming = failed.filter(({ failure }) => !isStopped(failure)).length
  return [
    ...(writing.phase === 'idle' ? [] : [{ kind: 'export' as const, key: 'export', writing }]),
    ...running.map((capture) => ({
      kind: 'capture' as const,
      key: captureKey(capture.number),
      capture,
    })),
    ...(failed.length === 0
      ? []
      : [
          {
            kind: 'head' as const,
            key: 'head:failed',
            words: headOf(alarming, failed.length - alarming),
            failed,
          },
        ]),
    ...failed.map((one) => ({ kind: 'failed' as const, ...one })),
  ]
}

/** What the rail says of it. */
export function activityCounts(
  attempts: readonly Attempt[],
  captures: readonly Capture[],
  writing: Writing,
): ActivityCounts {
  const failed = failedCaptures(attempts, captures).filter(({ failure }) => !isStopped(failure))
  const isExportFailed = writing.phase === 'failed' && !isStopped(writing.failure)
  return {
    underWay: captures.filter(isUnderWay).length + (writing.phase === 'writing' ? 1 : 0),
    failed: failed.length + (isExportFailed ? 1 : 0),
  }
}

function headOf(failed: number, stopped: number): string {
  return [
    ...(failed === 0 ? [] : [`${failed} not captured`]),
    ...(stopped === 0 ? [] : [`${stopped} stopped`]),
  ].join(' · ')
}
