import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { nowhere } from '../extract/base-url.ts'
import { allOfSets, bestOfSets } from '../extract/picture-source.ts'
import { attributeOf, elementOf, setAttribute, textIn } from './attributes.ts'
import { rewriteStyle, type Replace } from './rewrite-style.ts'

/** What copying an element needs of its page. */
export type Copying = { baseUrl: string; replace: Replace }

/** Elements that run, load or send something, and nothing that a reader saw stands in them. */
const dropped = new Set([
  'script', 'noscript', 'base', 'meta', 'template', 'object', 'embed', 'applet', 'source', 'track',
  'param', 'portal', 'fencedframe', 'noembed', 'noframes', 'animate', 'set', 'animatetransform',
]) // prettier-ignore

/** Attributes that load, send or run something, beside every `on…`. */
const droppedAttributes = new Set([
  'srcset', 'sizes', 'imagesrcset', 'imagesizes', 'srcdoc', 'ping', 'action', 'formaction', 'manifest',
  'integrity', 'nonce', 'crossorigin', 'autoplay', 'autofocus', 'loading', 'fetchpriority', 'target',
  'http-equiv', 'lowsrc', 'dynsrc', 'data', 'codebase', 'classid', 'archive',
  'shadowrootmode', 'is', 'attributionsrc', 'referrerpolicy', 'rel',
]) // prettier-ignore

/** The element as the copy shows it; null where nothing of it stays. */
export function copyElement(
  element: Tree.Element,
  parent: Tree.ParentNode,
  copying: Copying,
): Tree.Element | null {
  const { tagName } = element
  if (tagName === 'meta') return viewportOf(element)
  if (dropped.has(tagName.toLowerCase())) return null
  if (tagName === 'link') return linkCopy(element, parent, copying)
  if (tagName === 'iframe' || tagName === 'frame') return frameCopy(element, parent, copying)
  if (tagName === 'style') return styleCopy(element, copying)
  const sources = sourcesOf(element, parent)
  element.attrs = element.attrs.filter(
    ({ name }) => !droppedAttributes.has(name) && !/^on/iu.test(name),
  )
  copyAddresses(element, sources, copying)
  const { baseUrl, replace } = copying
  for (const attribute of element.attrs) {
    // Drawings take colours and patterns from addresses, in attributes of many names.
    const isStyle = attribute.name === 'style' || /url\(/iu.test(attribute.value)
    const isText = /^(?:href|alt|title|value|placeholder|content)$|^(?:aria|data)-/u.test(
      attribute.name,
    )
    if (isStyle && !isText) attribute.value = rewriteStyle(attribute.value, baseUrl, replace)
  }
  return element
}

/** Of what the head says of itself only the size of its screen stays. */
function viewportOf(meta: Tree.Element): Tree.Element | null {
  return attributeOf(meta, 'name')?.toLowerCase() === 'viewport' ? meta : null
}

/** The addresses that a picture offers for screens of other sizes, its own and those around it. */
function sourcesOf(element: Tree.Element, parent: Tree.ParentNode): string[] {
  if (element.tagName !== 'img') return []
  const around = parent.nodeName === 'picture' ? parent.childNodes : []
  const sources = around.filter((node): node is Tree.Element => node.nodeName === 'source')
  return [element, ...sources].flatMap((one) =>
    ['srcset', 'data-srcset'].flatMap((name) => attributeOf(one, name) ?? []),
  )
}

function copyAddresses(
  element: Tree.Element,
  sources: readonly string[],
  { baseUrl, replace }: Copying,
): void {
  const { tagName } = element
  const picture = (value: string | null): string | null => {
    if (value === null || /^data:image\//iu.test(value)) return value
    const url = addressOf(value, baseUrl)
    if (url === null) return null
    url.hash = ''
    return replace('picture', url.href)
  }
  if (tagName === 'img') {
    const named = ['data-src', 'data-original', 'data-lazy-src', 'src'].map((name) =>
      attributeOf(element, name),
    )
    // A page saved by a browser holds the one that its window showed.
    const all = [bestOfSets(sources), ...named, ...allOfSets(sources)]
    setAttribute(element, 'src', firstOf(all, picture))
    return
  }
  const isDrawing = element.namespaceURI.endsWith('/svg')
  for (const { name, value, prefix } of [...element.attrs]) {
    const isLink = name === 'href' && (tagName === 'a' || tagName === 'area')
    if (isLink) setAttribute(element, name, linkOf(value, baseUrl))
    else if (name === 'href' && isDrawing) {
      const href = value.startsWith('#') ? value : tagName === 'image' ? picture(value) : null
      element.attrs = element.attrs.filter((one) => one.name !== 'href')
      if (href !== null)
        element.attrs.push({ name, value: href, ...(prefix === undefined ? {} : { prefix }) })
    } else if (name === 'poster' || name === 'background') {
      setAttribute(element, name, picture(value))
    } else if (name === 'src') {
      setAttribute(element, name, tagName === 'input' ? picture(value) : null)
    } else if (name === 'href') setAttribute(element, name, null)
  }
}

/** What stands for the first of several addresses that there is something for. */
function firstOf(
  addresses: readonly (string | null)[],
  picture: (value: string | null) => string | null,
): string | null {
  for (const address of addresses) {
    const found = address === null || address.trim() === '' ? null : picture(address)
    if (found !== null) return found
  }
  return null
}

/** Where a link leads, for a reader who presses it: a web address, a letter, or a place in the page. */
function linkOf(value: string, baseUrl: string): string | null {
  const trimmed = value.trim()
  if (trimmed.startsWith('#')) return trimmed
  const url = addressOf(trimmed, baseUrl)
  const leads = url !== null && /^(?:https?|mailto|tel):$/u.test(url.protocol)
  return leads && !url.href.startsWith(nowhere) ? url.href : null
}

/** A style sheet becomes a `style` element, the icon stays; other links load or tell something. */
function linkCopy(
  link: Tree.Element,
  parent: Tree.ParentNode,
  { baseUrl, replace }: Copying,
): Tree.Element | null {
  const url = addressOf(attributeOf(link, 'href'), baseUrl)
  if (url === null) return null
  url.hash = ''
  const rel = (attributeOf(link, 'rel') ?? '').toLowerCase().split(/\s+/u)
  if (rel.includes('icon')) {
    const data = replace('picture', url.href)
    return data === null ? null : elementOf(parent, 'link', { rel: 'icon', href: data })
  }
  const onload = attributeOf(link, 'onload') ?? ''
  // Sheets that are loaded late call themselves something else until they are there.
  const isLate = attributeOf(link, 'as') === 'style' && /stylesheet/u.test(onload)
  if (!isLate && (!rel.includes('stylesheet') || rel.includes('alternate'))) return null
  const data = replace('style', url.href)
  if (data === null) return null
  const media = /media/u.test(onload) ? null : attributeOf(link, 'media')
  return elementOf(parent, 'link', {
    rel: 'stylesheet',
    href: data,
    ...(media === null ? {} : { media }),
  })
}

function styleCopy(style: Tree.Element, { baseUrl, replace }: Copying): Tree.Element {
  const media = attributeOf(style, 'media')
  const css = style.childNodes.map((node) => ('value' in node ? node.value : '')).join('')
  style.attrs = media === null ? [] : [{ name: 'media', value: media }]
  // A replaced address is quoted, so that what was no end of the element before is none now.
  const copied = rewriteStyle(css, baseUrl, replace).replaceAll(/<\/(?=style)/giu, String.raw`<\/`)
  style.childNodes = [textIn(style, copied)]
  return style
}

/** A page in the page is not kept, but where it stood, and what it was, is said. */
function frameCopy(
  frame: Tree.Element,
  parent: Tree.ParentNode,
  { baseUrl }: Copying,
): Tree.Element | null {
  const url = addressOf(attributeOf(frame, 'src'), baseUrl)
  if (url === null || !/^https?:$/u.test(url.protocol) || url.href.startsWith(nowhere)) return null
  const link = elementOf(parent, 'a', { href: url.href, class: attributeOf(frame, 'class') ?? '' })
  link.childNodes.push(textIn(link, `[Embedded from ${url.host}]`))
  return link
}

/** What an attribute names, absolute and without credentials; a page from nowhere has addresses there. */
function addressOf(value: string | null, baseUrl: string): URL | null {
  const trimmed = value?.trim() ?? ''
  if (trimmed === '' || !URL.canParse(trimmed, baseUrl)) return null
  const url = new URL(trimmed, baseUrl)
  url.username = ''
  url.password = ''
  return url
}
