import { absoluteUrl } from './base-url.ts'
import { squeeze, type DomDocument, type DomElement } from './dom.ts'

/** The `meta` elements of a page, by name or property in lower case; the first of a name counts. */
export type Head = ReadonlyMap<string, string>

/** Reads the `meta` elements of a page. */
export function headOf(document: DomDocument): Head {
  const head = new Map<string, string>()
  for (const meta of document.querySelectorAll('meta')) {
    const content = squeeze(meta.getAttribute('content') ?? '')
    if (content === '') continue
    for (const attribute of ['property', 'name', 'itemprop']) {
      const name = meta.getAttribute(attribute)?.trim().toLowerCase()
      if (name !== undefined && name !== '' && !head.has(name)) head.set(name, content)
    }
  }
  return head
}

/** What the first of some `meta` names says, with its source ("meta:og:title"). */
export function metaReadings(
  head: Head,
  names: readonly string[],
): { value: string; source: string }[] {
  return names.flatMap((name) => {
    const value = head.get(name)
    return value === undefined ? [] : [{ value, source: `meta:${name}` }]
  })
}

/** The text of an element, white space collapsed; null when it has none. */
export function textIn(element: DomElement | null): string | null {
  const text = squeeze(element?.textContent ?? '')
  return text === '' ? null : text
}

/** An http or https address that something names, absolute; null for anything else. */
export function webAddress(value: string | null, baseUrl: string): string | null {
  const url = absoluteUrl(value, baseUrl)
  return url !== null && /^https?:$/u.test(url.protocol) ? url.href : null
}
