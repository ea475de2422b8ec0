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
): Sourced<string> {
  const pageTitle = pageTitleOf(document)
  const headings = blocks.filter(({ form, level }) => form === 'heading' && level === 1)
  const texts = (list: readonly Block[]) => list.map(({ text }) => squeeze(text))
  const inArticle = texts(headings.filter(({ element }) => isWithin(element, 'article')))
  const only = (list: readonly string[]) => (list.length === 1 ? (list[0] ?? null) : null)
  const sole = only(texts(headings))
  const headline = stringOf(data?.['headline'])
  const ogTitle = head.get('og:title') ?? null
  const isTitle = (text: string) => !isLogo(text, document, ogTitle ?? headline)
  const startsTitle = texts(headings).find((text) => begins(pageTitle, text) && isTitle(text))
  const readings: Reading<string>[] = [
    { value: startsTitle ?? null, source: 'h1' },
    { value: only(inArticle), source: 'h1' },
    { value: sole !== null && isTitle(sole) ? sole : null, source: 'h1' },
    { value: headline === null ? null : squeeze(headline), source: 'ld+json' },
    {
      value: ogTitle === null ? null : withoutOutlet(ogTitle, head.get('og:site_name')),
      source: 'meta:og:title',
    },
    { value: pageTitle === '' ? null : beforeLastSeparator(pageTitle), source: 'title' },
    { value: boldLine(blocks), source: 'bold line' },
  ]
  return firstOf(readings)
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
