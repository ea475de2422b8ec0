import type { ArticleListItem, Attempt } from '../../../shared/api/views.ts'
import type { Instant } from '../../../shared/domain/instant.ts'
import { isUnderWay, type Capture } from '../../stores/captures.ts'
import {
  articleKey,
  beganAt,
  captureKey,
  failedCaptures,
  type FailedCapture,
} from '../../stores/failed-captures.ts'
import { dayHeading, dayOf } from '../../ui/dates.ts'

/** A line of the Library: the head of a day, an article, a capture under way, one that failed. */
export type Row =
  | { kind: 'day'; key: string; heading: string; articles: number }
  | { kind: 'article'; key: string; item: ArticleListItem; warnings: readonly string[] }
  | { kind: 'capture'; key: string; capture: Capture }
  | ({ kind: 'failed' } & FailedCapture)

type Dated = { at: Instant; row: Row }

/** The rows of the Library, newest day first, newest first within the day. */
export function libraryRows(
  articles: readonly ArticleListItem[],
  attempts: readonly Attempt[],
  captures: readonly Capture[],
  today: string,
): Row[] {
  const dated = [
    ...articles.map((item) => ({ at: item.row.capturedAt, row: articleRow(item, captures) })),
    ...failedCaptures(attempts, captures).map(failedRow),
    ...captureRows(captures, attempts),
  ].sort((a, b) => Number(a.at < b.at) - Number(a.at > b.at))
  return [...Map.groupBy(dated, ({ at }) => dayOf(at))].flatMap(([day, entries]) => {
    const rows = entries.map(({ row }) => row)
    const count = rows.filter(({ kind }) => kind === 'article').length
    const heading = dayHeading(day, today)
    return [{ kind: 'day' as const, key: `day:${day}`, heading, articles: count }, ...rows]
  })
}

/** The row of an article, with what its last capture in this window warned of. */
export function articleRow(
  item: ArticleListItem,
  captures: readonly Capture[],
): Extract<Row, { kind: 'article' }> {
  const outcomes = captures.flatMap(({ state }) => (state.phase === 'done' ? [state.outcome] : []))
  const last = outcomes.findLast(({ articleId }) => articleId === item.row.id)
  const warnings = last?.warnings ?? []
  return { kind: 'article', key: articleKey(item.row.id), item, warnings }
}

function failedRow(failed: FailedCapture): Dated {
  return { at: failed.at, row: { kind: 'failed', ...failed } }
}

function captureRows(captures: readonly Capture[], attempts: readonly Attempt[]): Dated[] {
  return captures.filter(isUnderWay).map((capture) => ({
    at: beganAt(capture, attempts),
    row: { kind: 'capture', key: captureKey(capture.number), capture },
  }))
}
