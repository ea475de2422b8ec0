import type { ArticleListItem, Attempt } from '../../../shared/api/views.ts'
import type { Capture } from '../../stores/captures.ts'
import { articleKey, failedCaptures } from '../../stores/failed-captures.ts'
import { addressOf, savedForFailed, type SavedFor } from '../../stores/saved-for.ts'
import { secondLine } from './article-facts.ts'
import { articleRow, type Row } from './library-rows.ts'

/**
 * What a saved page is added to where it is dropped on the row of this key: a failed one, or an article
 * that asks for a look, such as one behind a subscription. A drop on any other row is for the library.
 */
export function savedForKey(
  key: string,
  captures: readonly Capture[],
  known: { attempts: readonly Attempt[]; articles: readonly ArticleListItem[] },
): SavedFor | null {
  const failed = failedCaptures(known.attempts, captures).find((one) => one.key === key)
  if (failed !== undefined) return savedForFailed(failed)
  const item = known.articles.find(({ row }) => articleKey(row.id) === key)
  if (item === undefined) return null
  const row = articleRow(item, captures)
  return secondLine(item, row.warnings, '').warning === null ? null : savedForOf(row)
}

/** What a saved page is added to by a row that a person chose; null for what has no address. */
export function savedForOf(row: Row): SavedFor | null {
  if (row.kind === 'failed') return savedForFailed(row)
  if (row.kind !== 'article' || !/^https?:/u.test(row.item.row.key)) return null
  const url = addressOf(row.item.row.key)
  return url === null ? null : { url, replaces: null, dismisses: null }
}
