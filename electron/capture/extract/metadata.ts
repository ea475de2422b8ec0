import { absent, type Metadata, type Sourced } from '../../../shared/domain/metadata.ts'
import { namesFromData, namesIn, parseByline } from './authors.ts'
import type { DomDocument } from './dom.ts'
import { headOf, metaReadings, textIn, webAddress, type Head } from './head.ts'
import { articleDataOf, namesOf, pictureOf, stringOf, type LinkedData } from './json-ld.ts'
import { outletOf } from './outlet.ts'
import { modifiedOf, publishedOf } from './page-dates.ts'
import { hasBylineName, nearTitle, type PageFacts } from './page-facts.ts'
import { firstOf, type Reading } from './readings.ts'
import { titleOf } from './title.ts'

const authorNames = [
  'author', 'article:author_name', 'parsely-author', 'sailthru.author', 'dc.creator', 'dcterms.creator', 'byl', 'byline', 'article:author',
] // prettier-ignore

/** Everything that a page says of its article, structured data first, each value with its source. */
export function metadataOf(facts: PageFacts): Metadata {
  const { document, blocks, baseUrl, url } = facts
  const head = headOf(document)
  const data = articleDataOf(document)
  const title = titleOf(document, head, data, blocks)
  const canonical = document.querySelector('link[rel~="canonical"]')?.getAttribute('href') ?? null
  return {
    title,
    authors: authorsOf(facts, head, data, title.value),
    outlet: outletOf(document, { head, data, title: title.value, blocks, url }),
    published: publishedOf(facts, { head, data, title: title.value }),
    modified: modifiedOf(facts, { head, data, title: title.value }),
    language: languageOf(document, head, data),
    canonical:
      url === null && canonical === null
        ? absent()
        : firstOf([{ value: webAddress(canonical, baseUrl), source: 'link:canonical' }]),
    leadImage: firstOf([
      ...metaReadings(head, ['og:image', 'og:image:url', 'twitter:image']).map(
        ({ value, source }) => ({ value: webAddress(value, baseUrl), source }),
      ),
      { value: webAddress(pictureOf(data?.['image']), baseUrl), source: 'ld+json' },
    ]),
  }
}

function authorsOf(
  facts: PageFacts,
  head: Head,
  data: LinkedData | null,
  title: string | null,
): Sourced<string[]> {
  const { document, now } = facts
  const publisher = namesOf(data?.['publisher'])[0]?.name
  const people = namesOf(data?.['author']).filter(
    ({ name, types }) =>
      !(types.some((type) => type.endsWith('Organization')) && name === publisher),
  )
  const list = (names: string[]): string[] | null => (names.length > 0 ? [...new Set(names)] : null)
  const linked = [
    ...document.querySelectorAll('[rel~="author"],[itemprop~="author"] [itemprop~="name"]'),
  ]
  const near = nearTitle(facts.blocks, title)
  const readings: Reading<string[]>[] = [
    { value: list(people.flatMap(({ name }) => namesFromData(name))), source: 'ld+json' },
    ...metaReadings(head, authorNames).map(({ value, source }) => ({
      value: list(namesFromData(value)),
      source,
    })),
    {
      value: list(linked.slice(0, 6).flatMap((element) => namesIn(textIn(element) ?? ''))),
      source: 'rel:author',
    },
    ...near.map(({ text, element }) => {
      const byline = parseByline(text, now)
      const isMarked = element !== null && hasBylineName(element)
      return { value: list(byline?.authors ?? (isMarked ? namesIn(text) : [])), source: 'byline' }
    }),
  ]
  return firstOf(
    readings.map((reading) => ({ ...reading, value: reading.value?.slice(0, 30) ?? null })),
  )
}

function languageOf(document: DomDocument, head: Head, data: LinkedData | null): Sourced<string> {
  const tag = (value: string | null | undefined) => {
    const clean = value?.trim().replaceAll('_', '-') ?? ''
    return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/iu.test(clean) ? clean : null
  }
  return firstOf([
    { value: tag(document.documentElement.getAttribute('lang')), source: 'html:lang' },
    { value: tag(document.documentElement.getAttribute('xml:lang')), source: 'html:lang' },
    { value: tag(stringOf(data?.['inLanguage'])), source: 'ld+json' },
    { value: tag(head.get('og:locale')), source: 'meta:og:locale' },
  ])
}
