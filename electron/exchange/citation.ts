import type { Instant } from '../../shared/domain/instant.ts'
import type { PublishedDate } from '../../shared/domain/metadata.ts'
import { onlyClaimed, type FileClaims, type Provenance } from '../../shared/domain/provenance.ts'
import type { Sha256 } from '../../shared/domain/sha256.ts'
import type { ExportArticle, ExportVersion } from './export-data.ts'

/**
 * What has to stand beside a passage so that a stranger can check it.
 *
 * `url` is the address as it was fetched or given, null where nobody knows one; `uri` names the
 * same source for machines: that address in the strict form of RFC 3986, or `urn:sha256:` and the
 * hash of the bytes. `claims` is what a saved page says of itself, where nobody else says where it is
 * from: never a fact, so it is neither `url` nor `uri`. Null is what the page does not say.
 */
export type Citation = {
  title: string | null
  outlet: string | null
  authors: string[]
  published: PublishedDate | null
  modified: PublishedDate | null
  language: string | null
  url: string | null
  uri: string
  claims: FileClaims | null
  capturedAt: Instant
  versionNumber: number
  textSha256: Sha256
}

/** The citation of one version of an article. */
export function citationOf({ article, metadata }: ExportArticle, version: ExportVersion): Citation {
  const { provenance } = version.record
  const claims = onlyClaimed(article.key, provenance)
  const url = claims === null ? urlOf(article.key, provenance) : null
  return {
    title: presentText(metadata.title.value),
    outlet: presentText(metadata.outlet.value),
    authors: (metadata.authors.value ?? []).filter((author) => author.trim() !== ''),
    published: metadata.published.value,
    modified: metadata.modified.value,
    language: presentText(metadata.language.value),
    url,
    uri: strictUri(url) ?? bytesUri(article.key, provenance),
    claims,
    capturedAt: version.capturedAt,
    versionNumber: version.number,
    textSha256: version.record.textSha256,
  }
}

function presentText(value: string | null): string | null {
  return value === null || value.trim() === '' ? null : value
}

function urlOf(key: string, provenance: Provenance): string | null {
  const told = provenance.kind === 'fetched' ? provenance.finalUrl : provenance.claimedUrl
  if (told !== null && URL.canParse(told)) return withoutCredentials(told)
  return key.startsWith('sha256:') ? null : key
}

/** Exports go to strangers: a password that stood in an address stays in the library. */
function withoutCredentials(address: string): string {
  const url = new URL(address)
  if (url.username === '' && url.password === '') return address
  url.username = ''
  url.password = ''
  return url.href
}

function bytesUri(key: string, provenance: Provenance): string {
  if (key.startsWith('sha256:')) return `urn:${key}`
  return `urn:sha256:${provenance.kind === 'fetched' ? provenance.wireSha256 : provenance.sha256}`
}

/**
 * The address with everything percent-encoded that RFC 3986 forbids and browsers let pass. Square
 * brackets stay where they belong, around an IPv6 host.
 */
function strictUri(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null
  const { origin, href } = new URL(url)
  const host = href.startsWith(origin) ? origin : ''
  const [beforeHash = '', ...hash] = href.slice(host.length).split('#')
  const encode = (part: string): string =>
    part
      .replace(/[^\w\-.~:/?@!$&'()*+,;=%]/gu, (character) => encodeURIComponent(character))
      .replace(/%(?![0-9a-f]{2})/giu, '%25')
  return host + encode(beforeHash) + (hash.length > 0 ? `#${encode(hash.join('#'))}` : '')
}
