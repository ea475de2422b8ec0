import type { Failure } from '../../../shared/api/result.ts'
import type { ArticleListItem, Attempt } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/instant.ts'
import type { Capture } from '../../stores/captures.ts'
import { dayHeading, dayOf } from '../../ui/dates.ts'

/** A line of the Library: the head of a day, an article, a capture under way, one that failed. */
export type Row =
  | { kind: 'day'; key: string; heading: string; articles: number }
  | { kind: 'article'; key: string; item: ArticleListItem; warnings: readonly string[] }
  | { kind: 'capture'; key: string; capture: Capture }
  | { kind: 'failed'; key: string; label: string; failure: Failure; origin: FailedOrigin }

/** Where a failed row comes from: the application's list, or this window alone. */
export type FailedOrigin =
  { from: 'attempt'; attempt: Attempt } | { from: 'capture'; capture: Capture }

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
    ...attemptRows(attempts, captures),
    ...captureRows(captures, attempts),
  ].sort((a, b) => Number(a.at < b.at) - Number(a.at > b.at))
  return [...Map.groupBy(dated, ({ at }) => dayOf(at))].flatMap(([day, entries]) => {
    const rows = entries.map(({ row }) => row)
    const count = rows.filter(({ kind }) => kind === 'article').length
    const heading = dayHeading(day, today)
    return [{ kind: 'day' as const, key: `day:${day}`, heading, articles: count }, ...rows]
  })
}

/** The row that a row became: a capture its article or its attempt, an attempt its next try. */
export function successorOf(key: string, captures: readonly Capture[]): string | null {
  for (const capture of captures) {
    const own = `capture:${capture.number}`
    if (capture.replaces !== null && key === attemptKey(capture.replaces)) return own
    if (key !== own) continue
    if (capture.state.phase === 'done') return articleKey(capture.state.outcome.articleId)
    if (capture.state.phase === 'logged') return attemptKey(capture.state.attemptId)
  }
  return null
}

function articleRow(item: ArticleListItem, captures: readonly Capture[]): Row {
  const warnings = captures.flatMap(({ state }) =>
    state.phase === 'done' && state.outcome.articleId === item.row.id ? state.outcome.warnings : [],
  )
  return { kind: 'article', key: articleKey(item.row.id), item, warnings }
}

/** An attempt gives its place to the try that replaces it, while that one is under way. */
function attemptRows(attempts: readonly Attempt[], captures: readonly Capture[]): Dated[] {
  const replaced = new Set(captures.map(({ replaces }) => replaces))
  return attempts
    .filter(({ id }) => !replaced.has(id))
    .map((attempt) => ({
      at: attempt.at,
      row: {
        kind: 'failed',
        key: attemptKey(attempt.id),
        label: attempt.input,
        failure: attempt.failure,
        origin: { from: 'attempt', attempt },
      },
    }))
}

function captureRows(captures: readonly Capture[], attempts: readonly Attempt[]): Dated[] {
  return captures.flatMap((capture): Dated[] => {
    const replaced = attempts.find(({ id }) => id === capture.replaces)
    const at = replaced?.at ?? capture.startedAt
    const key = `capture:${capture.number}`
    const { state, label } = capture
    if (state.phase === 'waiting' || state.phase === 'running')
      return [{ at, row: { kind: 'capture', key, capture } }]
    if (state.phase !== 'failed') return []
    const origin = { from: 'capture' as const, capture }
    return [{ at, row: { kind: 'failed', key, label, failure: state.failure, origin } }]
  })
}

/** The key of an article's row. */
export function articleKey(id: Id): string {
  return `article:${id}`
}

function attemptKey(id: Id): string {
  return `attempt:${id}`
}
