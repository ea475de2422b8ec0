import { trimPassage, type Passage } from './describe.ts'

/** Characters that people type for one another; each stands for one of the same length. */
const sameCharacter: ReadonlyMap<string, string> = new Map(
  [
    ['‘’‚‛ʼ′`', "'"],
    ['“”„‟″«»', '"'],
    ['‐‑‒–—―−', '-'],
    ['\n\t\r\u00a0\u2007\u2009\u202f\u200a\u3000', ' '],
  ].flatMap(([variants, plain]) => Array.from(variants ?? '', (variant) => [variant, plain ?? ''])),
)

/** `text` with typographic quotes, dashes and spaces made plain: same length, same offsets. */
export function foldSameLength(text: string): string {
  let folded = ''
  for (let offset = 0; offset < text.length; offset += 1) {
    const unit = text.charAt(offset)
    folded += sameCharacter.get(unit) ?? unit
  }
  return folded
}

/** What to look for; `prefix` and `suffix` narrow it to the places that follow and precede them. */
export type QuoteQuery = { exact: string; prefix?: string; suffix?: string }

/**
 * Every place where the quote stands, in order.
 *
 * Exactly as written when it is found so; only otherwise with quotes, dashes and spaces folded, and
 * with line ends and doubled spaces in the query taken as one space.
 */
export function findQuote(text: string, query: QuoteQuery): Passage[] {
  const asWritten = places(text, query)
  if (asWritten.length > 0) return asWritten
  const folded = foldSameLength(text)
  const fold = (part: string): string => foldSameLength(part).replace(/ +/gu, ' ').trim()
  const exact = fold(query.exact)
  if (exact === '') return []
  // A space in the query stands for any run of them: a paragraph's end is two in the text.
  const pattern = new RegExp(escapeForPattern(exact).replaceAll(' ', ' +'), 'gu')
  return [...folded.matchAll(pattern)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter(({ start, end }) => {
      const before = folded.slice(Math.max(0, start - reach), start).replace(/ +/gu, ' ')
      const after = folded.slice(end, end + reach).replace(/ +/gu, ' ')
      return (
        (query.prefix === undefined || before.trimEnd().endsWith(fold(query.prefix))) &&
        (query.suffix === undefined || after.trimStart().startsWith(fold(query.suffix)))
      )
    })
    .flatMap((place) => trimPassage(text, place) ?? [])
}

/** How far around a place the words before and after it are looked for. */
const reach = 10_000

function escapeForPattern(words: string): string {
  return words.replace(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`)
}

/** Some words around a passage, for a person to tell it from others: `…before [passage] after…`. */
export function contextOf(text: string, passage: Passage, length = 40): string {
  const before = text.slice(Math.max(0, passage.start - length), passage.start)
  const after = text.slice(passage.end, passage.end + length)
  const context = `…${before}[${text.slice(passage.start, passage.end)}]${after}…`
  return context.replace(/\s+/gu, ' ')
}

function places(text: string, query: QuoteQuery): Passage[] {
  const found: Passage[] = []
  if (query.exact.trim() === '') return found
  let start = text.indexOf(query.exact)
  while (start !== -1) {
    const end = start + query.exact.length
    if (isPreceded(text, start, query.prefix) && isFollowed(text, end, query.suffix)) {
      const passage = trimPassage(text, { start, end })
      if (passage !== null) found.push(passage)
    }
    start = text.indexOf(query.exact, start + 1)
  }
  return found
}

function isPreceded(text: string, start: number, prefix: string | undefined): boolean {
  if (prefix === undefined) return true
  return text.slice(0, start).trimEnd().endsWith(prefix.trim())
}

function isFollowed(text: string, end: number, suffix: string | undefined): boolean {
  if (suffix === undefined) return true
  return text.slice(end).trimStart().startsWith(suffix.trim())
}
