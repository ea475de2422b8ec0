import { Readability } from '@mozilla/readability'
import { ancestorsOf, isElement, isText, squeeze, visit } from './dom.ts'
import type { DomDocument, DomElement, DomNode } from './dom.ts'
import { tooComplex } from './refusals.ts'

/** What Readability takes for the article, told in terms of the untouched page. */
export type ReadablePart = {
  keepsText: (node: DomNode) => boolean
  keepsElement: (element: DomElement) => boolean
}

const markPrefix = 'data-pressmark-'

/**
 * Runs Readability on one copy of the page and reports which pieces of the other copy it kept.
 *
 * Readability tears its document apart. Marks carry identity through that: each element of the copy
 * gets an attribute whose *name* holds its number (Readability moves attributes between elements,
 * so a value could be overwritten), and a text counts as kept when the same text comes out under the
 * same nearest mark.
 */
export function readablePartOf(page: DomDocument, copy: DomDocument): ReadablePart {
  const numbers = new Map<DomNode, number>()
  number(page, (element, count) => numbers.set(element, count))
  number(copy, (element, count) => element.setAttribute(`${markPrefix}${count}`, ''))
  const { texts, elements } = contentsOf(readArticle(copy))
  return {
    keepsText(node) {
      const text = squeeze(node.textContent ?? '')
      // Readability lifts text out of elements that it finds pointless, so it may stand higher now.
      const around = [...ancestorsOf(node)].slice(0, 4)
      return around.some((element) => texts.has(key(numbers.get(element), text)))
    },
    keepsElement: (element) => elements.has(numbers.get(element) ?? -1),
  }
}

/** Readability's article. A page on which it stumbles is too complex, whatever the reason. */
function readArticle(copy: DomDocument): unknown {
  const options = { keepClasses: true, serializer: (node: unknown) => node }
  try {
    return new Readability<unknown>(copy as never, options).parse()?.content
  } catch (error) {
    throw tooComplex(error)
  }
}

function number(document: DomDocument, tell: (element: DomElement, count: number) => void): void {
  let count = 0
  visit(
    document.documentElement,
    (node) => {
      if (isElement(node)) {
        count += 1
        tell(node, count)
      }
      return true
    },
    () => undefined,
  )
}

function contentsOf(content: unknown): { texts: Set<string>; elements: Set<number> } {
  const texts = new Set<string>()
  const elements = new Set<number>()
  if (content === null || content === undefined) return { texts, elements }
  const nearest: number[] = []
  const enter = (node: DomNode): boolean => {
    if (isElement(node)) {
      const own = marksOf(node)
      own.forEach((mark) => elements.add(mark))
      nearest.push(own.length > 0 ? Math.max(...own) : (nearest.at(-1) ?? 0))
    } else if (isText(node)) {
      texts.add(key(nearest.at(-1), squeeze(node.textContent ?? '')))
    }
    return true
  }
  visit(content as DomNode, enter, () => nearest.pop())
  return { texts, elements }
}

function marksOf(element: DomElement): number[] {
  return element
    .getAttributeNames()
    .filter((name) => name.startsWith(markPrefix))
    .map((name) => Number(name.slice(markPrefix.length)))
}

function key(mark: number | undefined, text: string): string {
  return `${mark ?? 0} ${text}`
}
