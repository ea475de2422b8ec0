import type { ArticleListItem } from '../../../shared/api/views.ts'
import { addressOf } from '../../ui/address-of.ts'
import { clock, dayOf, shortDay } from '../../ui/dates.ts'

/** Texts shorter than this are often a teaser, a gallery or a wall, so the row asks for a look. */
const shortTextLength = 600

/** What the second line of an article says: a warning, facts, or else the standfirst. */
export function secondLine(
  { row, standfirst, textLength, lastUnchanged }: ArticleListItem,
  warnings: readonly string[],
  today: string,
): { warning: string | null; rest: string } {
  const short = textLength < shortTextLength ? [`Text is short: ${textLength} characters.`] : []
  const warning = [...short, ...warnings].join(' ')
  const facts = [
    ...(row.versions > 1 ? [`${row.versions} versions`] : []),
    ...(lastUnchanged === null
      ? []
      : [`${row.versions > 1 ? 'same' : 'Same'} text on ${shortDay(dayOf(lastUnchanged), today)}`]),
  ]
  const rest = facts.length > 0 ? facts.join(' · ') : (standfirst ?? '')
  return { warning: warning === '' ? null : warning, rest }
}

/** Who published an article, or else the site that it came from; empty for a file of nobody knows where. */
export function sourceOf({ row }: ArticleListItem): string {
  return row.outlet ?? addressOf(row.key)?.site ?? ''
}

/** When an article was published, or else when it was captured; always said which. */
export function datedLine({ row }: ArticleListItem, today: string): string {
  return row.published === null
    ? `Captured ${clock(row.capturedAt)}`
    : `Published ${shortDay(row.published, today)}`
}
