import { decodeText } from '../charset.ts'
import { nowhere } from '../extract/base-url.ts'
import { copyPage, type PageToCopy } from './copy-page.ts'
import { rewriteStyle, type NeedKind, type Replace } from './rewrite-style.ts'

/** An address that a page, or a style of it, would load. */
export type Need = { kind: NeedKind; url: string }

/** A style sheet as it was fetched; `url` is where it was in the end. */
export type FetchedStyle = { bytes: Uint8Array; charset: string | null; url: string }

/** What an address turned out to hold; `url` is where it was in the end. */
export type Part = FetchedStyle & { mediaType: string }

/** A page and everything of it that could be had, by the addresses that it names. */
export type CopyTask = PageToCopy & {
  parts: ReadonlyMap<string, Part>
  /** The most that the copy may hold of others; what comes after is left out. */
  maxBytes: number
}

/** Sheets that import each other deeper than this are no design, but a trap. */
const deepestImport = 5

/** Everything that a page would load, each address once, in the order that it names them. */
export function needsOfPage(page: PageToCopy): Need[] {
  return listed((replace) => copyPage(page, replace))
}

/** Everything that a style sheet would load. */
export function needsOfStyle(style: FetchedStyle): Need[] {
  return listed((replace) => rewriteStyle(textOf(style), style.url, replace))
}

/** The page in one file, with the addresses that did not fit into it. */
export function copyOf({ parts, maxBytes, ...page }: CopyTask): { html: string; left: string[] } {
  const made = new Map<string, string | null>()
  const left = new Set<string>()
  let size = 0
  const replaceAt =
    (depth: number): Replace =>
    (kind, url) => {
      const known = made.get(url)
      const part = parts.get(url)
      if (part === undefined || depth > deepestImport) return null
      const data = known ?? dataOf(part, kind, depth)
      made.set(url, data)
      if (size + data.length > maxBytes) {
        left.add(url)
        return null
      }
      size += data.length
      return data
    }
  const dataOf = (part: Part, kind: NeedKind, depth: number): string => {
    if (kind !== 'style') return dataAddress(part.mediaType, part.bytes)
    const css = rewriteStyle(textOf(part), part.url, replaceAt(depth + 1))
    return dataAddress('text/css;charset=utf-8', new TextEncoder().encode(css))
  }
  return { html: copyPage(page, replaceAt(0)), left: [...left] }
}

function listed(run: (replace: Replace) => unknown): Need[] {
  const needs = new Map<string, Need>()
  run((kind, url) => {
    if (!needs.has(url)) needs.set(url, { kind, url })
    // As if it were there: of several addresses for one picture the best is asked for alone.
    return 'data:,'
  })
  return [...needs.values()].filter(({ url }) => /^https?:/u.test(url) && !url.startsWith(nowhere))
}

function textOf({ bytes, charset }: FetchedStyle): string {
  return decodeText(bytes, { header: charset, isHtml: false }).text
}

function dataAddress(mediaType: string, bytes: Uint8Array): string {
  return `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`
}
