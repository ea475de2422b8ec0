import type { ArticleListItem } from '../../../shared/api/views.ts'
import { addressOf } from '../../ui/address-of.ts'
import { claimWords } from '../../ui/claim-words.ts'
import { clock, dayOf, shortDay } from '../../ui/dates.ts'

/** Texts shorter than this are often a teaser, a gallery or a wall, so the row asks for a look. */
const shortTextLength = 600

/** What the second line of an article says: a warning, facts, or else the standfirst. */
export function secondLine(
  { row, standfirst, textLength, lastUnchanged, fileClaims }: ArticleListItem,
  warnings: readonly string[],
  today: string,
): { warning: string | null; rest: string } {
  const short = textLength < shortTextLength ? [`Text is short: ${textLength} characters.`] : []
  const warning = [...short, ...warnings].join(' ')
  const facts = [
    ...(fileClaims === null ? [] : [claimWords(fileClaims)]),
    ...(row.versions > 1 ? [`${row.versions} versions`] : []),
    ...(lastUnchanged === null ? [] : [`same text on ${shortDay(dayOf(lastUnchanged), today)}`]),
  ].join(' · ')
  const rest = facts === '' ? (standfirst ?? '') : `${facts[0]?.toUpperCase()}${facts.slice(1)}`
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
