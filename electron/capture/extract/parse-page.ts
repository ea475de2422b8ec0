import { parseHTML } from 'linkedom'
import { parse, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { DomDocument } from './dom.ts'
import { tooComplex } from './refusals.ts'

/** Deeper nesting than any page that a person reads: parsers and libraries below it recurse. */
export const deepestNesting = 1_000

/** Elements whose inside a reader never sees; emptied, since two parsers may end them differently. */
const emptied = new Set(['style', 'iframe', 'noembed', 'noframes', 'svg', 'template', 'object'])

/**
 * Parses hostile HTML twice over: parse5 gives the tree that a browser would build, linkedom a DOM
 * of it that runs nothing and fetches nothing. Returns a maker, since Readability destroys what it
 * reads. Everything that the second parser could read differently from the first is taken out
 * between them.
 */
export function parsePage(html: string): () => DomDocument {
  const tree = parse(html)
  disarm(tree)
  const normal = serialize(tree)
  return () => {
    const { document } = parseHTML(normal) as unknown as { document: DomDocument }
    return document
  }
}

/** Empties what is raw text or foreign, and refuses a tree that is too deep; without recursion. */
function disarm(root: Tree.Document): void {
  const stack: { node: Tree.ParentNode; depth: number }[] = [{ node: root, depth: 0 }]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, depth } = top
    if (depth > deepestNesting) throw tooComplex()
    node.childNodes = node.childNodes.filter(({ nodeName }) => nodeName !== '#comment')
    for (const child of node.childNodes) {
      if (!('tagName' in child)) continue
      if (child.tagName === 'script') replaceText(child, scriptText(child))
      else if (child.tagName === 'noscript') replaceText(child, withoutTags(rawText(child)))
      else if (emptied.has(child.tagName)) empty(child)
      else {
        // The old ways to show source text.
        if (child.tagName === 'xmp' || child.tagName === 'plaintext') rename(child, 'pre')
        stack.push({ node: child, depth: depth + 1 })
      }
    }
  }
}

/** A template keeps its inside elsewhere than in its children. */
function empty(element: Tree.Element): void {
  element.childNodes = []
  if ('content' in element) (element as Tree.Template).content.childNodes = []
}

/** Structured data, safe inside any parser; no other script is of use here. */
function scriptText(script: Tree.Element): string {
  const type = script.attrs.find(({ name }) => name === 'type')?.value ?? ''
  if (!/ld\+json/iu.test(type)) return ''
  return rawText(script)
    .replace(/^\s*(?:<!--|\/\/<!\[CDATA\[|<!\[CDATA\[)|(?:-->|\/\/\]\]>|\]\]>)\s*$/gu, '')
    .replaceAll('<', String.raw`\u003c`)
}

function withoutTags(text: string): string {
  return text.replace(/<[^>]*>/gu, ' ').replace(/[<>]/gu, ' ')
}

function rawText(element: Tree.Element): string {
  return element.childNodes.map((node) => ('value' in node ? node.value : '')).join('')
}

function replaceText(element: Tree.Element, value: string): void {
  element.childNodes = value === '' ? [] : [{ nodeName: '#text', parentNode: element, value }]
}

function rename(element: Tree.Element, name: string): void {
  element.tagName = name
  element.nodeName = name
}
