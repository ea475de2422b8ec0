/** An address that a list names, with the title that it gives it. */
export type ListEntry = { url: string; title: string | null }

/** What kind of list it was. */
export type ListKind = 'lines' | 'table' | 'bookmarks' | 'outline' | 'feed' | 'sitemap'

/**
 * What a list names: pages, further lists (the feeds of an outline, the parts of a sitemap), and what
 * was meant as an address and is none.
 */
export type ReadList = {
  kind: ListKind
  entries: ListEntry[]
  further: string[]
  refused: { text: string; reason: string }[]
}

/** A list; `url` is where it was fetched from, which relative addresses in it start from. */
export type ListTask = { text: string; name: string; url: string | null }

/** So much of what is no address is shown of it. */
const shownLength = 200

/** A list of that kind with nothing in it yet. */
export function emptyList(kind: ListKind): ReadList {
  return { kind, entries: [], further: [], refused: [] }
}

/** Takes an address of a page into a list, or what stands in its place among what is refused. */
export function take(
  list: ReadList,
  value: string,
  title: string | null,
  base: string | null,
): void {
  const words = tidy(title)
  if (value.trim() === '' && words !== null) {
    list.refused.push({ text: words.slice(0, shownLength), reason: 'It names no address.' })
    return
  }
  const url = value.trim() === '' ? null : webAddress(value, base)
  const shown = value.trim().slice(0, shownLength)
  if (url !== null) list.entries.push({ url, title: words })
  else if (shown !== '') list.refused.push({ text: shown, reason: 'This is no web address.' })
}

/** An absolute http or https address; null for anything else. */
export function webAddress(value: string, base: string | null): string | null {
  const trimmed = value.trim()
  if (!URL.canParse(trimmed, base ?? undefined)) return null
  const url = new URL(trimmed, base ?? undefined)
  return /^https?:$/u.test(url.protocol) && url.hostname !== '' ? url.href : null
}

function tidy(title: string | null): string | null {
  const words = (title ?? '').replace(/\s+/gu, ' ').trim().slice(0, 500)
  return words === '' ? null : words
}
