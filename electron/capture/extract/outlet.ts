import { getDomain } from 'tldts'
import type { Sourced } from '../../../shared/domain/metadata.ts'
import type { Block } from './block.ts'
import { squeeze, type DomDocument } from './dom.ts'
import type { Head } from './head.ts'
import { namesOf, type LinkedData } from './json-ld.ts'
import { firstOf, type Reading } from './readings.ts'
import { pageTitleOf, titleSuffix } from './title.ts'

/**
 * The outlet by its own word: structured data, `og:site_name`, what `<title>` adds to the title, the
 * name at the page's head that its foot repeats; at last the domain, marked as such.
 */
export function outletOf(
  document: DomDocument,
  page: {
    head: Head
    data: LinkedData | null
    title: string | null
    blocks: readonly Block[]
    url: string | null
  },
): Sourced<string> {
  const { head, data, title, blocks, url } = page
  const readings: Reading<string>[] = [
    { value: nameOf(data?.['publisher']), source: 'ld+json' },
    { value: head.get('og:site_name') ?? null, source: 'meta:og:site_name' },
    { value: titleSuffix(pageTitleOf(document), title), source: 'title' },
    { value: mastheadOf(blocks, title), source: 'masthead' },
    { value: domainOf(url), source: 'domain' },
  ]
  return firstOf(readings)
}

/** The registrable domain of an address; null for an IP address, a local name or no address. */
export function domainOf(url: string | null): string | null {
  return url === null ? null : getDomain(url)
}

function nameOf(publisher: unknown): string | null {
  const name = squeeze(namesOf(publisher)[0]?.name ?? '')
  return name === '' || /[<>]|https?:/iu.test(name) ? null : name
}

/** A bold name among the first lines, which a later line outside the article begins with. */
function mastheadOf(blocks: readonly Block[], title: string | null): string | null {
  for (const [index, block] of blocks.slice(0, 10).entries()) {
    if (title !== null && squeeze(block.text) === title) return null
    const name = boldStart(block)
    if (name.length < 4 || name.length > 60 || /[.!?]$/u.test(name)) continue
    const repeats = blocks.slice(index + 1).some(({ text }) => {
      const line = squeeze(text).replace(/^(?:©|\(c\)|copyright)\s*(?:\d{4}\s*)?/iu, '')
      return line.startsWith(name) && line.length > name.length && line.length < 200
    })
    if (repeats) return name
  }
  return null
}

/** The bold words that a block begins with. */
function boldStart({ pieces }: Block): string {
  const end = pieces.findIndex(
    (piece) => piece.kind !== 'text' || piece.extra.marks.every(({ type }) => type !== 'strong'),
  )
  const bold = end < 0 ? pieces : pieces.slice(0, end)
  return squeeze(bold.map((piece) => (piece.kind === 'text' ? piece.text : '')).join(''))
}
