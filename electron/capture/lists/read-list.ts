import { emptyList, take, type ListKind, type ListTask, type ReadList } from './list-entry.ts'
import { readMarkupList } from './read-markup-list.ts'
import { readTable } from './read-table.ts'

/** An address among words, which ends where white space or a quotation does. */
const within = /https?:\/\/[^\s<>"“”„«»]+/giu

/** Reads a list, whatever it calls itself: its own first characters decide, then its name. */
export function readList({ text, name, url }: ListTask): ReadList {
  const kind = listKindOf(text, name) ?? 'lines'
  if (kind === 'lines') return readLines(text)
  if (kind === 'table') return readTable(text)
  return readMarkupList(kind, text, url)
}

/** What kind of list a text is for certain; null where only its lines could tell. */
export function listKindOf(text: string, name: string): ListKind | null {
  const start = text.slice(0, 4_096).replace(/^\uFEFF/u, '')
  if (/<!doctype netscape-bookmark-file/iu.test(start)) return 'bookmarks'
  if (/^\s*</u.test(start)) {
    const root = /<(?![?!])(?:[\w-]+:)?([\w-]+)[\s>/]/u.exec(start)?.[1]?.toLowerCase() ?? ''
    return roots[root] ?? null
  }
  return /\.(?:csv|tsv)$/iu.test(name) ? 'table' : null
}

const roots: Readonly<Record<string, ListKind>> = {
  opml: 'outline',
  rss: 'feed',
  feed: 'feed',
  rdf: 'feed',
  urlset: 'sitemap',
  sitemapindex: 'sitemap',
}

/** One address or several on a line, with words around them or not; `#` begins a remark. */
function readLines(text: string): ReadList {
  const list = emptyList('lines')
  for (const raw of text.split(/\r\n|[\n\r]/u)) {
    const line = raw.replace(/^\uFEFF/u, '').trim()
    if (line === '' || line.startsWith('#')) continue
    const addresses = line.match(within) ?? []
    if (addresses.length === 0) take(list, withScheme(line), null, null)
    for (const address of addresses)
      take(list, address.replace(/[.,;:!?)\]}'’]+$/u, ''), null, null)
  }
  return list
}

/** A line that is an address but for its beginning, such as `example.org/story`. */
function withScheme(line: string): string {
  return /^[^\s/@:]+\.[^\s/@:.]{2,}(?:\/\S*)?$/u.test(line) ? `https://${line}` : line
}
