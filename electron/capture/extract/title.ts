import type { Sourced } from '../../../shared/domain/metadata.ts'
import type { Block } from './block.ts'
import { squeeze, type DomDocument, type DomElement } from './dom.ts'
import { textIn, type Head } from './head.ts'
import { stringOf, type LinkedData } from './json-ld.ts'
import { firstOf, type Reading } from './readings.ts'

const separators = /\s*(?:[|｜»·•]|\s[-–—:]\s|\s::\s)\s*/u

/**
 * The title: the article's own h1, the page's only h1, the h1 that begins `<title>`, structured data,
 * `og:title`, `<title>` up to its last separator, and for a page with none of these its first line
 * that is all bold.
 */
export function titleOf(
  document: DomDocument,
  head: Head,
  data: LinkedData | null,
  blocks: readonly Block[],
  url: string | null,
): Sourced<string> {
  const pageTitle = pageTitleOf(document)
  const headings = blocks.filter(({ form, level }) => form === 'heading' && level === 1)
  const texts = (list: readonly Block[]) => list.map(({ text }) => squeeze(text))
  const inArticle = texts(headings.filter(({ element }) => isWithin(element, 'article')))
  const only = (list: readonly string[]) => (list.length === 1 ? (list[0] ?? null) : null)
  const sole = only(texts(headings))
  const headline = stringOf(data?.['headline'])
  const ogTitle = head.get('og:title') ?? null
  const claims = [headline, ogTitle].map((claim) =>
    claim === null ? null : withoutEntities(claim),
  )
  const isTitle = (text: string) =>
    !isLogo(text, document, ogTitle ?? headline) &&
    !isSiteName(text, pageTitle) &&
    !isDenied(text, [...claims, pageTitle])
  const startsTitle = texts(headings).find((text) => begins(pageTitle, text) && isTitle(text))
  const readings: Reading<string>[] = [
    { value: startsTitle ?? null, source: 'h1' },
    { value: asTitle(only(inArticle), isTitle), source: 'h1' },
    { value: asTitle(sole, isTitle), source: 'h1' },
    { value: headline === null ? null : withoutEntities(headline), source: 'ld+json' },
    {
      value:
        ogTitle === null
          ? null
          : withoutSite(withoutOutlet(ogTitle, head.get('og:site_name')), url),
      source: 'meta:og:title',
    },
    {
      value: pageTitle === '' ? null : withoutEntities(beforeLastSeparator(pageTitle)),
      source: 'title',
    },
    { value: boldLine(blocks), source: 'bold line' },
    { value: sole ?? only(inArticle), source: 'h1' },
  ]
  return firstOf(readings)
}

function asTitle(text: string | null, isTitle: (text: string) => boolean): string | null {
  return text !== null && isTitle(text) ? text : null
}

/** True for an h1 that is only what `<title>` adds after the article's own title: the site's name. */
function isSiteName(h1: string, pageTitle: string): boolean {
  const parts = squeeze(pageTitle).split(separators)
  const others = parts.slice(0, -1).join(' ')
  return parts.length >= 2 && fold(parts.at(-1) ?? '') === fold(h1) && others.length > h1.length
}

/**
 * True where two of the page's own statements agree on a title and the h1 has hardly a word of it: a
 * heading of a part, or a line that sells the article.
 */
function isDenied(h1: string, claims: readonly (string | null)[]): boolean {
  const stated = claims.flatMap((claim) => (claim === null || claim === '' ? [] : [wordsOf(claim)]))
  const own = wordsOf(h1)
  const isLike = (a: readonly string[], b: readonly string[]) => {
    const shared = a.filter((word) => b.includes(word)).length
    return a.length > 0 && shared >= 0.6 * Math.min(a.length, b.length)
  }
  const agreeing = stated.filter((words, index) =>
    stated.some((other, at) => at !== index && isLike(words, other)),
  )
  const shares = (words: readonly string[]) => own.filter((word) => words.includes(word)).length
  return agreeing.length >= 2 && stated.every((words) => shares(words) < 0.34 * own.length)
}

/** Character references that a careless page wrote twice over. */
function withoutEntities(text: string): string {
  const named: Record<string, string> = {
    amp: '&',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    ndash: '–',
    mdash: '—',
    rsquo: '’',
    lsquo: '‘',
  }
  const plain = text.replace(
    /&(?:#(\d{2,6})|#x([\da-f]{2,5})|([a-z]{2,6}));/giu,
    (whole, decimal?: string, hex?: string, name?: string) => {
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      if (name !== undefined) return named[name.toLowerCase()] ?? whole
      return code > 31 && code < 0x11_0000 ? String.fromCodePoint(code) : whole
    },
  )
  return squeeze(plain)
}

/** A title without a last part that is the name of the page's own address ("… | Ledger Daily"). */
function withoutSite(title: string, url: string | null): string {
  const clean = withoutEntities(title)
  const last = clean.split(separators).at(-1) ?? ''
  const host = url === null ? '' : new URL(url).hostname.replaceAll('.', '')
  const name = fold(last)
  const words = wordsOf(last)
  const isInHost =
    host.includes(name) ||
    (words.length <= 4 && host.includes(words.find((word) => word.length >= 5) ?? '-'))
  // What stands behind a bar is a section or an outlet, if it is short beside the rest.
  const isBehindBar =
    /\|\s*$/u.test(clean.slice(0, clean.lastIndexOf(last))) &&
    words.length <= 3 &&
    wordsOf(clean).length >= words.length + 4
  const isSite = name.length >= 3 && (isInHost || isBehindBar)
  if (!isSite || last === clean) return clean
  return clean.slice(0, clean.lastIndexOf(last)).replace(/[\s|｜»·•:–—-]+$/u, '')
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** The text of `<title>`, wherever a careless page put it. */
export function pageTitleOf(document: DomDocument): string {
  return textIn(document.querySelector('title')) ?? ''
}

/** What `<title>` adds to the article's title ("… | The Harbour Ledger"): most often the outlet. */
export function titleSuffix(pageTitle: string, title: string | null): string | null {
  const whole = squeeze(pageTitle)
  if (title === null || !begins(whole, title) || whole.length === title.length) return null
  const rest = whole.slice(title.length)
  const match = /^\s*[|｜»·•:–—-]+\s*(.{2,60})$/u.exec(rest)
  return match?.[1]?.trim() ?? null
}

/** True where `whole` begins with `start`, give or take white space and case. */
function begins(whole: string, start: string): boolean {
  return start.length >= 3 && squeeze(whole).toLowerCase().startsWith(start.toLowerCase())
}

/** An only h1 may be the outlet's name in the masthead, when the page calls its article otherwise. */
function isLogo(h1: string, document: DomDocument, claimed: string | null): boolean {
  if (claimed === null) return false
  const shared = wordsOf(claimed).filter((word) => wordsOf(h1).includes(word))
  return shared.length === 0 && pageTitleOf(document).toLowerCase().includes(claimed.toLowerCase())
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function withoutOutlet(title: string, outlet: string | undefined): string {
  const clean = squeeze(title)
  if (outlet === undefined) return clean
  const suffix = titleSuffixOf(clean, squeeze(outlet))
  return suffix === null ? clean : clean.slice(0, suffix).trim()
}

function titleSuffixOf(title: string, outlet: string): number | null {
  if (!title.toLowerCase().endsWith(outlet.toLowerCase())) return null
  const rest = title.slice(0, title.length - outlet.length)
  const match = /\s*[|｜»·•:–—-]+\s*$/u.exec(rest)
  return match === null || match.index === 0 ? null : match.index
}

function beforeLastSeparator(title: string): string {
  const parts = title.split(separators)
  if (parts.length < 2) return title
  const last = parts.at(-1) ?? ''
  const before = title.slice(0, title.lastIndexOf(last)).replace(/[\s|｜»·•:–—-]+$/u, '')
  // "Live: the storm" has a separator and no outlet.
  return before.split(' ').length >= 3 || (!/\s/u.test(before) && before.length >= 8)
    ? before
    : title
}

/** The first line of a page without headings that is bold throughout and long enough for a title. */
function boldLine(blocks: readonly Block[]): string | null {
  const block = blocks.find(
    ({ pieces, text, linkLength }) =>
      text.length >= 20 &&
      text.length <= 250 &&
      linkLength === 0 &&
      pieces.every(
        (piece) =>
          piece.kind !== 'text' ||
          piece.text.trim() === '' ||
          piece.extra.marks.some(({ type }) => type === 'strong'),
      ),
  )
  return block === undefined ? null : squeeze(block.text)
}

function isWithin(element: DomElement | null, name: string): boolean {
  if (element === null) return false
  for (let parent = element.parentNode; parent !== null; parent = parent.parentNode) {
    if ((parent as DomElement).localName === name) return true
  }
  return false
}
