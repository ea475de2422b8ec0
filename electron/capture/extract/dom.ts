/** The little of the DOM that extraction uses; linkedom's nodes fit it. */
export type DomNode = {
  readonly nodeType: number
  readonly parentNode: DomNode | null
  readonly firstChild: DomNode | null
  readonly nextSibling: DomNode | null
  readonly textContent: string | null
}

/** An element of the DOM. */
export type DomElement = DomNode & {
  readonly localName: string
  getAttribute(name: string): string | null
  setAttribute(name: string, value: string): void
  getAttributeNames(): string[]
  querySelector(selector: string): DomElement | null
  querySelectorAll(selector: string): Iterable<DomElement>
}

/** A document of the DOM. */
export type DomDocument = {
  readonly documentElement: DomElement
  readonly head: DomElement
  readonly body: DomElement
  querySelector(selector: string): DomElement | null
  querySelectorAll(selector: string): Iterable<DomElement>
}

/** True for an element. */
export function isElement(node: DomNode | null): node is DomElement {
  return node !== null && node.nodeType === 1
}

/** True for a text node. */
export function isText(node: DomNode): boolean {
  return node.nodeType === 3
}

/** The element around a node. */
export function parentOf(node: DomNode): DomElement | null {
  return isElement(node.parentNode) ? node.parentNode : null
}

/** The elements around a node, nearest first. */
export function* ancestorsOf(node: DomNode): Generator<DomElement> {
  for (let parent = parentOf(node); parent !== null; parent = parentOf(parent)) yield parent
}

/**
 * Visits everything under `root` in the order of the page, without recursion, so that depth costs
 * no stack. `enter` answers false to pass an element's inside by; `leave` follows only those entered.
 */
export function visit(
  root: DomNode,
  enter: (node: DomNode) => boolean,
  leave: (node: DomElement) => void,
): void {
  let node: DomNode | null = root.firstChild
  while (node !== null) {
    const goesIn = enter(node)
    if (goesIn && node.firstChild !== null) {
      node = node.firstChild
      continue
    }
    if (goesIn && isElement(node)) leave(node)
    while (node !== null && node.nextSibling === null) {
      node = node.parentNode
      if (node === null || node === root) return
      if (isElement(node)) leave(node)
    }
    node = node?.nextSibling ?? null
  }
}

/** Text with runs of white space as one space, none at the edges. */
export function squeeze(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

/** The words of an element's class and id, in lower case ("postMeta ad-slot" -> post, meta, ad, slot). */
export function nameWords(element: DomElement): string[] {
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`
  return names
    .slice(0, 1_000)
    .replace(/([a-z])([A-Z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
