import type { TextPositionSelector, TextQuoteSelector } from '../domain/annotation.ts'
import type { Passage } from './describe.ts'
import { findQuote } from './find-quote.ts'

/**
 * Where the selectors lead in a text: `exact` (position and quote agree), `moved` (the quote stands
 * elsewhere, once by its context) or `orphan` (nowhere, or in several places alike).
 */
export type Anchored =
  | { outcome: 'exact'; passage: Passage }
  | { outcome: 'moved'; passage: Passage }
  | { outcome: 'orphan' }

/** Selectors -> passage. A position is believed only when it holds the quote. */
export function anchor(
  text: string,
  quote: TextQuoteSelector,
  position: TextPositionSelector,
): Anchored {
  const { start, end } = position
  if (text.slice(start, end) === quote.exact) return { outcome: 'exact', passage: { start, end } }
  const inContext = findQuote(text, quote)
  const places = inContext.length > 0 ? inContext : findQuote(text, { exact: quote.exact })
  const [only, another] = places
  if (only === undefined || another !== undefined) return { outcome: 'orphan' }
  return { outcome: 'moved', passage: only }
}
