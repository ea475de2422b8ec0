/** How well a text fits what was typed, 0 the best, and which of its characters matched, by offset. */
export type LetterMatch = { rank: number; matched: ReadonlySet<number> }

/** The rank from which on letters only match in order, scattered over the text. */
export const scatteredRank = 5

/**
 * Finds what was typed in a text, without regard to case; null: its letters don't stand there in order.
 *
 * What begins the text at `nameStart` ranks before what begins one of its words, then what stands in
 * it, then what stands before it, and scattered letters last.
 */
export function matchLetters(text: string, typed: string, nameStart = 0): LetterMatch | null {
  const whole = text.toLowerCase()
  const query = typed.toLowerCase()
  const name = whole.slice(nameStart)
  if (whole === query || name === query)
    return { rank: 0, matched: span(whole.length - query.length, query.length) }
  if (name.startsWith(query)) return { rank: 1, matched: span(nameStart, query.length) }
  const word = name.indexOf(` ${query}`)
  if (word !== -1) return { rank: 2, matched: span(nameStart + word + 1, query.length) }
  const inName = name.indexOf(query)
  if (inName !== -1) return { rank: 3, matched: span(nameStart + inName, query.length) }
  const inWhole = whole.indexOf(query)
  if (inWhole !== -1) return { rank: 4, matched: span(inWhole, query.length) }
  const scattered = scatter(whole, query)
  return scattered === null ? null : { rank: scatteredRank, matched: scattered }
}

function span(start: number, length: number): Set<number> {
  return new Set(Array.from({ length }, (_, index) => start + index))
}

function scatter(text: string, query: string): Set<number> | null {
  const matched = new Set<number>()
  let from = 0
  for (const letter of query.replaceAll(' ', '')) {
    const at = text.indexOf(letter, from)
    if (at === -1) return null
    matched.add(at)
    from = at + letter.length
  }
  return matched
}
