import type { PublishedDate, Sourced } from '../../../shared/domain/metadata.ts'
import { parseByline } from './authors.ts'
import type { Block } from './block.ts'
import { isDateLine } from './date-line.ts'
import { dateInLine, parseDate } from './dates.ts'
import type { DomDocument } from './dom.ts'
import { metaReadings, type Head } from './head.ts'
import { stringOf, type LinkedData } from './json-ld.ts'
import { hasBylineName, hasDateName, nearTitle, type PageFacts } from './page-facts.ts'
import { firstOf, type Reading } from './readings.ts'

// prettier-ignore
const publishedNames = [
  'article:published_time', 'og:article:published_time', 'og:published_time', 'datepublished', 'article.published',
  'parsely-pub-date', 'sailthru.date', 'dc.date.issued', 'dcterms.created', 'dcterms.date', 'dc.date', 'pubdate',
  'publishdate', 'publish-date', 'publish_date', 'publication_date', 'cxenseparse:recs:publishtime', 'date',
]
// prettier-ignore
const modifiedNames = [
  'article:modified_time', 'og:updated_time', 'datemodified', 'dcterms.modified', 'last-modified', 'lastmod',
]
const saysModified =
  /^(?:last )?(?:updated?|modified)\b|^(?:zuletzt )?aktualisiert|^mis à jour|^actualizado|^aggiornato/iu

/**
 * When the article was published: structured data, `meta`, `time`, the address, at last a line under
 * the title that is a date or a byline. A date inside a sentence is never taken for it.
 */
export function publishedOf(
  facts: PageFacts,
  page: { head: Head; data: LinkedData | null; title: string | null },
): Sourced<PublishedDate> {
  const { document, url, now } = facts
  const lines = dateLines(facts, page.title).filter((line) => !saysModified.test(line))
  return firstOf([
    dated(stringOf(page.data?.['datePublished']), 'ld+json', now),
    ...metaReadings(page.head, publishedNames).map(({ value, source }) =>
      dated(value, source, now),
    ),
    ...timesOf(document).map((raw) => dated(raw, 'time', now)),
    dated(dateInAddress(url), 'address', now),
    ...lines.map((line) => ({ value: dateInLine(line, now), source: 'byline' })),
  ])
}

/** When the article was changed last, where the page says so. */
export function modifiedOf(
  facts: PageFacts,
  page: { head: Head; data: LinkedData | null; title: string | null },
): Sourced<PublishedDate> {
  const { now } = facts
  const lines = dateLines(facts, page.title).filter((line) => saysModified.test(line))
  return firstOf([
    dated(stringOf(page.data?.['dateModified']), 'ld+json', now),
    ...metaReadings(page.head, modifiedNames).map(({ value, source }) => dated(value, source, now)),
    ...lines.map((line) => ({ value: dateInLine(line, now), source: 'byline' })),
  ])
}

function dated(raw: string | null, source: string, now: Date): Reading<PublishedDate> {
  return { value: raw === null ? null : parseDate(raw, now), source }
}

/** The lines under the title that are there for a date. */
function dateLines({ blocks, now }: PageFacts, title: string | null): string[] {
  const isForDate = ({ text, element }: Block) =>
    isDateLine(text) ||
    parseByline(text, now) !== null ||
    (element !== null && text.length <= 120 && (hasDateName(element) || hasBylineName(element)))
  return nearTitle(blocks, title)
    .filter(isForDate)
    .map(({ text }) => text)
}

/** `time` elements of the article, the ones marked as its publication first. */
function timesOf(document: DomDocument): string[] {
  const marked = document.querySelectorAll('time[itemprop~="datePublished"],time[pubdate]')
  const inArticle = document.querySelectorAll('article time[datetime],main time[datetime]')
  return [...marked, ...inArticle]
    .map((time) => time.getAttribute('datetime') ?? '')
    .filter((raw) => raw !== '')
    .slice(0, 3)
}

function dateInAddress(url: string | null): string | null {
  const match = /\/((?:19|20)\d{2})[/-](\d{2})[/-](\d{2})(?:\/|-|$)/u.exec(url ?? '')
  return match === null ? null : match.slice(1).join('-')
}
