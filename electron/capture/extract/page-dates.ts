import type { PublishedDate, Sourced } from '../../../shared/domain/metadata.ts'
import { parseByline } from './authors.ts'
import type { Block } from './block.ts'
import { authorsInLine } from './byline-lines.ts'
import { isDateLine } from './date-line.ts'
import { dateInLine, parseDate } from './dates.ts'
import type { DomDocument } from './dom.ts'
import { metaReadings, type Head } from './head.ts'
import { pageDataOf, stringOf, type LinkedData } from './json-ld.ts'
import { hasBylineName, hasDateName, nearTitle, type PageFacts } from './page-facts.ts'
import { firstOf, type Reading } from './readings.ts'

// prettier-ignore
const publishedNames = [
  'article:published_time', 'og:article:published_time', 'og:published_time', 'datepublished', 'article.published',
  'parsely-pub-date', 'sailthru.date', 'dc.date.issued', 'dcterms.created', 'dcterms.date', 'dc.date', 'pubdate',
  'publishdate', 'publish-date', 'published-date', 'published_date', 'published_at', 'citation_publication_date', 'citation_date',
  'article:published', 'article.created', 'created', 'release_date', 'publish_date', 'publication_date', 'cxenseparse:recs:publishtime', 'date',
]
// prettier-ignore
const modifiedNames = [
  'article:modified_time', 'og:updated_time', 'datemodified', 'dcterms.modified', 'last-modified', 'lastmod',
]
const saysModified =
  /^(?:last )?(?:updated?|modified|revised|reviewed)\b|^(?:zuletzt )?aktualisiert|^mis à jour|^actualizado|^aggiornato/iu

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
  const shown = lines.map((line) => ({ value: dateInLine(line, now), source: 'byline' }))
  const stated = [
    dated(stringOf(page.data?.['datePublished']), 'ld+json', now),
    ...metaReadings(page.head, publishedNames).map(({ value, source }) =>
      dated(value, source, now),
    ),
    dated(stringOf(pageDataOf(document)?.['datePublished']), 'ld+json', now),
    ...timesOf(document).map((raw) => dated(raw, 'time', now)),
    dated(dateInAddress(url), 'address', now),
  ]
  const first = stated.find(({ value }) => value !== null)?.value ?? null
  const earlier = shown.filter(({ value }) => isEarlier(value, first))
  return firstOf([...earlier, ...stated, ...shown])
}

/**
 * A page that was moved or published anew states the day of that, and still shows readers the day of
 * the article. One day is no difference: it may come of the offset alone.
 */
function isEarlier(shown: PublishedDate | null, stated: PublishedDate | null): boolean {
  if (shown === null || stated === null) return false
  return Date.parse(stated.day) - Date.parse(shown.day) > 86_400_000
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

/** The lines under the title, and the few above it, that are there for a date. */
function dateLines({ blocks, now }: PageFacts, title: string | null): string[] {
  const isForDate = ({ text, element }: Block) =>
    isDateLine(text) ||
    parseByline(text, now) !== null ||
    authorsInLine(text).length > 0 ||
    (element !== null && text.length <= 120 && (hasDateName(element) || hasBylineName(element)))
  const isShort = ({ text }: Block) => text.length <= 70 && !/[.!?]$/u.test(text)
  const at = blocks.findIndex(({ text }) => title !== null && text.trim() === title)
  const above =
    at < 0 ? [] : blocks.slice(Math.max(0, at - 2), at).filter(({ length }) => length <= 70)
  return [...nearTitle(blocks, title), ...above]
    .filter((block) => isForDate(block) || isShort(block))
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
