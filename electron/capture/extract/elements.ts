import { absoluteUrl } from './base-url.ts'
import type { MarkJson } from './block.ts'
import type { DomElement } from './dom.ts'

const blockNames = new Set(
  `address article aside blockquote body button caption center dd details dialog dir div dl dt
  fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup label legend li main menu nav
  ol option p pre search section select summary table tbody td tfoot th thead tr ul`.split(/\s+/u),
)

const neverShown = new Set(
  `applet area audio canvas datalist embed frame frameset head iframe input link map meta meter
  noembed noframes noscript object param progress script select source style svg template textarea
  title track video`.split(/\s+/u),
)

const markNames: Record<string, string> = {
  em: 'emphasis',
  i: 'emphasis',
  cite: 'emphasis',
  strong: 'strong',
  b: 'strong',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  sup: 'superscript',
  sub: 'subscript',
}

const hiddenNames = /(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|u-hidden)(?:\s|$)/iu
const hiddenStyle =
  /(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0+(?:px|em|rem|%|pt)?\s*(?:;|!|$)|opacity\s*:\s*0+(?:\.0+)?\s*(?:;|!|$))/iu

/** True for an element that begins and ends a line of its own. */
export function isBlockElement(element: DomElement): boolean {
  return blockNames.has(element.localName)
}

/** True for what a reader of the page never sees as text: code, media, form fields, hidden parts. */
export function isNeverShown(element: DomElement): boolean {
  if (neverShown.has(element.localName)) return true
  if (element.getAttribute('hidden') !== null) return true
  if (element.localName === 'dialog' && element.getAttribute('open') === null) return true
  if (hiddenStyle.test(element.getAttribute('style') ?? '')) return true
  return hiddenNames.test(element.getAttribute('class') ?? '')
}

/** The mark that an element puts on its text; links only where they lead to http, https or mailto. */
export function markOf(element: DomElement, baseUrl: string): MarkJson | null {
  if (element.localName === 'a') {
    const href = safeHref(element.getAttribute('href'), baseUrl)
    return href === null ? null : { type: 'link', attrs: { href } }
  }
  const type = Object.hasOwn(markNames, element.localName)
    ? markNames[element.localName]
    : undefined
  return type === undefined ? null : { type }
}

/** An absolute http, https or mailto address without credentials; null for any other. */
export function safeHref(href: string | null, baseUrl: string): string | null {
  if (href?.trim().startsWith('#') === true) return null
  const url = absoluteUrl(href, baseUrl)
  return url !== null && /^(?:https?|mailto):$/u.test(url.protocol) ? url.href : null
}
