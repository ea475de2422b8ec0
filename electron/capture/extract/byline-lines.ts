import { namesIn } from './authors.ts'
import { withoutDates } from './dates.ts'
import { squeeze } from './dom.ts'
import { isNameLine } from './names.ts'

const byWord =
  /(?:^|[\s,|·•⋅●・–—:-])(?:(?:written|posted|published|authored|words|text|story|contributed|created|medically reviewed) )?by\b\s*:?\s*(.+)$/iu
const ends =
  /\s*(?:[|·•⋅●・]|\s[-–—]\s|\s(?:on|in|at|for|updated|published|posted|last|reviewed|medically)\b|\d).*$/iu
const separators = /\s*(?:[|·•⋅●・]|\s[-–—]\s)\s*/u
const roles =
  /\b(?:editor|writer|reporter|expert|director|founder|contributor|correspondent|analyst|manager|author|specialist|staff|team|officer|professor|journalist|columnist|producer|mins?|minutes?|read|comments?|news|blog|reviews?|share|category|updated?|published|posted|by|the|and|in|to|for|with|how|what|why)\b/iu

/**
 * The names that a short line near a title gives among other things: what follows "by" in it
 * ("Published 7 August 2023 by Nora Quist"), else the part beside a date that reads like a name.
 */
export function authorsInLine(text: string): string[] {
  const line = squeeze(text)
  if (line.length > 200) return []
  const named = byWord.exec(line)?.[1]
  if (named !== undefined) {
    const [first = ''] = named.replace(ends, '').split(separators)
    return namesIn(first)
      .filter((name) => isNameLine(name, 5) && !/^\p{Ll}/u.test(name))
      .slice(0, 6)
  }
  const rest = withoutDates(line)
  if (rest === line) return []
  const parts = rest.split(
    /\s*(?:[|·•⋅●・,]|\s[-–—]\s|\bin\b|\b(?:published|updated|posted)\b:?)\s*/iu,
  )
  return parts.filter(isPersonLine).slice(0, 1)
}

/** True for two to four words that each begin with a capital and name no role or section. */
export function isPersonLine(text: string): boolean {
  const words = text.split(' ')
  return (
    words.length >= 2 &&
    words.length <= 4 &&
    text.length <= 40 &&
    /^[\p{Lu}\p{Lo}][\p{L}'’.]*(?: [(]?(?:[\p{Lu}\p{Lo}][\p{L}'’.-]*|de|da|von|van|der|den|la|le|bin|al)[)]?)+$/u.test(
      text,
    ) &&
    !/^[\p{Lu}\s]+$/u.test(text.replace(/[.’']/gu, '')) &&
    !roles.test(text)
  )
}
