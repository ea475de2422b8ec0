import {
  absent,
  from,
  type Metadata,
  type PaywallState,
  type Sourced,
} from '../../../shared/domain/metadata.ts'
import { squeeze, type DomDocument } from './dom.ts'
import { headOf, metaReadings, webAddress, type Head } from './head.ts'
import { articleDataOf, isLocked, pictureOf, stringOf, type LinkedData } from './json-ld.ts'
import { outletOf } from './outlet.ts'
import { modifiedOf, publishedOf } from './page-dates.ts'
import { authorsOf } from './page-authors.ts'
import type { PageFacts } from './page-facts.ts'
import { firstOf } from './readings.ts'
import { titleOf } from './title.ts'

/** Everything that a page says of its article, structured data first, each value with its source. */
export function metadataOf(facts: PageFacts): Metadata {
  const { document, blocks, baseUrl, url } = facts
  const head = headOf(document)
  const data = articleDataOf(document)
  const title = titleOf(document, head, data, blocks, url)
  const outlet = outletOf(document, { head, data, title: title.value, blocks, url })
  const canonical = document.querySelector('link[rel~="canonical"]')?.getAttribute('href') ?? null
  return {
    title,
    authors: authorsOf(facts, { head, data, title: title.value, outlet: outlet.value }),
    outlet,
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
    section: firstOf([
      { value: nameIn(stringOf(data?.['articleSection'])), source: 'ld+json' },
      ...metaReadings(head, ['article:section', 'parsely-section', 'section']).map(
        ({ value, source }) => ({ value: nameIn(value), source }),
      ),
    ]),
    paywall: paywallOf(head, data),
  }
}

function nameIn(text: string | null): string | null {
  const name = squeeze(text ?? '')
  return name === '' || name.length > 80 || /[<>]|:\/\//u.test(name) ? null : name
}

/** Whether the article must be paid for, by what the page itself states; silence is no statement. */
function paywallOf(head: Head, data: LinkedData | null): Sourced<PaywallState> {
  const tier = head.get('article:content_tier')?.toLowerCase() ?? ''
  const free = String(data?.['isAccessibleForFree']).toLowerCase()
  const stated = data !== null && isLocked(data) ? 'yes' : free === 'true' ? 'no' : null
  const tiered = /^(?:locked|metered|paid|premium)$/u.test(tier)
    ? 'yes'
    : tier === 'free'
      ? 'no'
      : null
  const found = firstOf<PaywallState>([
    { value: stated, source: 'ld+json' },
    { value: tiered, source: 'meta:article:content_tier' },
  ])
  return found.value === null ? from('unknown', 'none') : found
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
