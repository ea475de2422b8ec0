import type { Block } from './block.ts'
import { nameWords, type DomDocument, type DomElement } from './dom.ts'

/** What extraction knows of a page before it decides what its article is. */
export type PageFacts = {
  document: DomDocument
  blocks: readonly Block[]
  baseUrl: string
  url: string | null
  now: Date
}

/** The few short lines under the title, where bylines and dates stand. */
export function nearTitle(blocks: readonly Block[], title: string | null): Block[] {
  const index = blocks.findIndex(({ text }) => title !== null && text.trim() === title)
  if (index < 0) return []
  return blocks
    .slice(index + 1, index + 7)
    .filter(({ form, length }) => form !== 'picture' && length <= 200)
}

/** True where an element's class or id calls it a byline. */
export function hasBylineName(element: DomElement): boolean {
  const names = /^(?:byline|by|author|authors|autor|autorin|auteur|autore|byl)$/u
  return nameWords(element).some((word) => names.test(word))
}

/** True where an element's class or id calls it a date. */
export function hasDateName(element: DomElement): boolean {
  const names = /^(?:dateline|timestamp|pubdate|datetime|date|published|updated|posted|time)$/u
  return nameWords(element).some((word) => names.test(word))
}
