import { parse, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { nowhere } from '../extract/base-url.ts'
import { deepestNesting } from '../extract/parse-page.ts'
import { tooComplex } from '../extract/refusals.ts'
import { attributeOf, elementOf, setAttribute, textIn } from './attributes.ts'
import { copyElement, type Copying } from './copy-element.ts'
import type { Replace } from './rewrite-style.ts'

/**
 * A page to copy: its HTML, and the address that relative ones start from. `isClaimed`: that it is from
 * there is the word of a saved page alone.
 */
export type PageToCopy = { html: string; url: string; capturedAt: string; isClaimed?: boolean }

/** How many rules {@link addHead} gives a browser. */
const ownRules = 2

/** Nothing is loaded, nothing runs, nothing is sent: what is shown is in the file. */
const policy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline' data:; font-src data:; media-src data:; form-action 'none'; base-uri 'none'"

/**
 * The page as it looked, in one file that a browser shows without asking anyone: scripts, frames,
 * forms' targets and every address that would be loaded are gone or replaced by what `replace` has.
 */
export function copyPage({ html, ...page }: PageToCopy, replace: Replace): string {
  const { url } = page
  const tree = parse(html)
  const copying: Copying = { baseUrl: baseOf(tree, url), replace }
  walk(tree, copying)
  addHead(tree, page)
  const copy = serialize(tree)
  if (!isHarmless(copy)) throw tooComplex()
  return copy
}

/** Elements that a copy never holds, whatever the page was. */
const forbidden = /^(?:script|iframe|frame|object|embed|base|template|noscript)$/u

/**
 * Whether a browser that reads the copy finds nothing in it that acts. Markup can be built so that it
 * reads differently the second time; such a page has no copy, and its policy would hold even so.
 */
function isHarmless(copy: string): boolean {
  const stack: Tree.ParentNode[] = [parse(copy)]
  let refreshes = 0
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const child of node.childNodes) {
      if (!('tagName' in child)) continue
      if (forbidden.test(child.tagName)) return false
      if (child.attrs.some(({ name }) => /^on|^srcset$|^srcdoc$/iu.test(name))) return false
      if (attributeOf(child, 'http-equiv') !== null) refreshes += 1
      stack.push(child)
    }
  }
  return refreshes === ownRules
}

/** Visits every element once, without recursion; a tree too deep for what comes after is refused. */
function walk(root: Tree.Document, copying: Copying): void {
  const stack: { node: Tree.ParentNode; depth: number }[] = [{ node: root, depth: 0 }]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, depth } = top
    if (depth > deepestNesting) throw tooComplex()
    const kept: Tree.ChildNode[] = []
    for (const child of node.childNodes) {
      if (child.nodeName === '#comment') continue
      if (!('tagName' in child)) {
        kept.push(child)
        continue
      }
      const copy = copyElement(child, node, copying)
      if (copy === null) continue
      kept.push(copy)
      stack.push({ node: copy, depth: depth + 1 })
    }
    node.childNodes = kept
  }
}

function baseOf(tree: Tree.Document, url: string): string {
  const stack: Tree.ParentNode[] = [tree]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const child of node.childNodes) {
      if (!('tagName' in child)) continue
      if (child.tagName === 'base') {
        const href = attributeOf(child, 'href')
        if (href !== null && URL.canParse(href, url)) return new URL(href, url).href
      }
      if (child.tagName === 'html' || child.tagName === 'head') stack.push(child)
    }
  }
  return url
}

/** What the copy says of itself, and the rules that a browser has to show it by, before all else. */
function addHead(
  tree: Tree.Document,
  { url, capturedAt, isClaimed = false }: Omit<PageToCopy, 'html'>,
): void {
  const source = isClaimed ? 'pressmark:claimed-source' : 'pressmark:source'
  const html = tree.childNodes.find((node) => node.nodeName === 'html')
  if (html === undefined || !('childNodes' in html)) return
  let head = html.childNodes.find((node): node is Tree.Element => node.nodeName === 'head')
  if (head === undefined) {
    head = elementOf(html, 'head', {})
    html.childNodes.unshift(head)
  }
  const isKnown = !url.startsWith(nowhere)
  const meta = (attributes: Record<string, string>) => elementOf(html, 'meta', attributes)
  head.childNodes.unshift(
    meta({ charset: 'utf-8' }),
    meta({ 'http-equiv': 'Content-Security-Policy', content: policy }),
    meta({ 'http-equiv': 'x-dns-prefetch-control', content: 'off' }),
    meta({ name: 'referrer', content: 'no-referrer' }),
    ...(isKnown ? [meta({ name: source, content: url })] : []),
    meta({ name: 'pressmark:captured', content: capturedAt }),
  )
  setAttribute(html, 'manifest', null)
  if (isKnown && !head.childNodes.some((node) => node.nodeName === 'title')) {
    const title = elementOf(head, 'title', {})
    title.childNodes.push(textIn(title, url))
    head.childNodes.push(title)
  }
}
