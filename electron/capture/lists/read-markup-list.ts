import { Parser } from 'htmlparser2'
import { AppError } from '../../../shared/errors.ts'
import { emptyList, take, webAddress, type ListKind, type ReadList } from './list-entry.ts'

/** What an element of a list says, while its inside is read. */
type Item = { link: string; permalink: string; title: string }

/**
 * Reads feeds (RSS, Atom, RDF), sitemaps and their indexes, outlines (OPML) and a browser's bookmarks.
 * The parser keeps no tree, follows no reference and expands nothing.
 */
export function readMarkupList(kind: ListKind, text: string, base: string | null): ReadList {
  const list = emptyList(kind)
  const reader = readers[kind as keyof typeof readers](list, base)
  let words: string[] = []
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth += 1
        if (depth > deepestNesting) throw tooDeep()
        words = []
        reader.open(bare(name), attributes)
      },
      ontext: (more) => void words.push(more),
      onclosetag: (name) => {
        depth -= 1
        reader.close(bare(name), words.join('').trim())
        words = []
      },
    },
    { xmlMode: kind !== 'bookmarks', decodeEntities: true },
  )
  parser.end(text)
  return list
}

/** Deeper than any list: the parser below takes time with each level. */
const deepestNesting = 1_000

function tooDeep(): AppError {
  return new AppError(
    'too-complex',
    'This list is built in a way that Pressmark can’t take apart safely. Nothing was captured; paste its addresses instead.',
  )
}

type Attributes = Readonly<Record<string, string>>
type Reader = {
  open: (name: string, attributes: Attributes) => void
  close: (name: string, words: string) => void
}

const readers = {
  feed: feedReader,
  sitemap: sitemapReader,
  outline: outlineReader,
  bookmarks: bookmarkReader,
}

function feedReader(list: ReadList, base: string | null): Reader {
  let item: Item | null = null
  let isPermalink = true
  return {
    open(name, attributes) {
      if (name === 'item' || name === 'entry') item = { link: '', permalink: '', title: '' }
      if (item === null) return
      if (name === 'guid') isPermalink = attributes['isPermaLink'] !== 'false'
      const href = attributes['href'] ?? ''
      const isPage = ['', 'alternate'].includes(attributes['rel'] ?? '')
      if (name === 'link' && isPage && item.link === '') item.link = href
    },
    close(name, words) {
      if (item === null) return
      if (name === 'link' && item.link === '') item.link = words
      if (name === 'guid' && isPermalink && webAddress(words, null) !== null) item.permalink = words
      if (name === 'title' && item.title === '') item.title = words
      if (name !== 'item' && name !== 'entry') return
      take(list, item.link === '' ? item.permalink : item.link, item.title, base)
      item = null
    },
  }
}

function sitemapReader(list: ReadList, base: string | null): Reader {
  let page: Item | null = null
  let isPart = false
  return {
    open(name) {
      if (name === 'url') page = { link: '', permalink: '', title: '' }
      if (name === 'sitemap') isPart = true
    },
    close(name, words) {
      if (name === 'sitemap') isPart = false
      if (name === 'loc' && isPart) further(list, words, base)
      else if (name === 'loc' && page !== null && page.link === '') page.link = words
      if (name === 'title' && page !== null) page.title = words
      if (name !== 'url' || page === null) return
      take(list, page.link, page.title, base)
      page = null
    },
  }
}

function outlineReader(list: ReadList, base: string | null): Reader {
  return {
    open(name, attributes) {
      if (name !== 'outline') return
      const { xmlUrl, url, htmlUrl, text, title } = attributes
      if (xmlUrl !== undefined) further(list, xmlUrl, base)
      else if ((url ?? htmlUrl) !== undefined)
        take(list, url ?? htmlUrl ?? '', title ?? text ?? null, base)
    },
    close: () => undefined,
  }
}

function bookmarkReader(list: ReadList, base: string | null): Reader {
  let href: string | null = null
  return {
    open(name, attributes) {
      if (name === 'a') href = attributes['href'] ?? null
    },
    close(name, words) {
      if (name !== 'a' || href === null) return
      // Browsers keep their own places and small programs among the bookmarks.
      if (!/^(?:javascript|place|about|chrome|edge|file|data):/iu.test(href))
        take(list, href, words, base)
      href = null
    },
  }
}

function further(list: ReadList, value: string, base: string | null): void {
  const url = webAddress(value, base)
  if (url !== null) list.further.push(url)
  else list.refused.push({ text: value.slice(0, 200), reason: 'This is no web address.' })
}

/** The name without its namespace, which feeds choose freely. */
function bare(name: string): string {
  return name.toLowerCase().split(':').at(-1) ?? name
}
