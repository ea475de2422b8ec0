import type { DefaultTreeAdapterTypes as Tree } from 'parse5'

/** The value of an attribute; null where there is none. */
export function attributeOf(element: Tree.Element, name: string): string | null {
  return element.attrs.find((attribute) => attribute.name === name)?.value ?? null
}

/** Sets an attribute, or takes it away where the value is null. */
export function setAttribute(element: Tree.Element, name: string, value: string | null): void {
  element.attrs = element.attrs.filter((attribute) => attribute.name !== name)
  if (value !== null) element.attrs.push({ name, value })
}

/** A new element with nothing in it. */
export function elementOf(
  parent: Tree.ParentNode,
  tagName: string,
  attributes: Readonly<Record<string, string>>,
): Tree.Element {
  return {
    nodeName: tagName,
    tagName,
    attrs: Object.entries(attributes).map(([name, value]) => ({ name, value })),
    namespaceURI: 'http://www.w3.org/1999/xhtml' as Tree.Element['namespaceURI'],
    childNodes: [],
    parentNode: parent,
  }
}

/** A text in an element. */
export function textIn(parent: Tree.ParentNode, value: string): Tree.TextNode {
  return { nodeName: '#text', parentNode: parent, value }
}
