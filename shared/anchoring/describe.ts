import type { TextPositionSelector, TextQuoteSelector } from '../domain/annotation.ts'
import { splitsPair } from '../text/code-points.ts'

/** The most UTF-16 units of context kept on each side of a passage. */
export const contextLength = 64

/** A passage by its UTF-16 offsets in the canonical text, `[start, end)`. */
export type Passage = { start: number; end: number }

/** Both selectors of one passage. */
export type Selectors = { quote: TextQuoteSelector; position: TextPositionSelector }

/**
 * The passage that a raw range means: inside the text, never cutting a surrogate pair, white space
 * trimmed from its edges. Null when nothing is left.
 */
export function trimPassage(text: string, range: Passage): Passage | null {
  let start = Math.max(0, Math.min(range.start, text.length))
  let end = Math.max(start, Math.min(range.end, text.length))
  if (splitsPair(text, start)) start -= 1
  if (splitsPair(text, end)) end += 1
  while (start < end && isSpace(text, start)) start += 1
  while (end > start && isSpace(text, end - 1)) end -= 1
  return start < end ? { start, end } : null
}

/** Passage -> selectors. The passage must be one that {@link trimPassage} returned. */
export function describe(text: string, passage: Passage): Selectors {
  const { start, end } = passage
  let prefixStart = Math.max(0, start - contextLength)
  if (splitsPair(text, prefixStart)) prefixStart += 1
  let suffixEnd = Math.min(text.length, end + contextLength)
  if (splitsPair(text, suffixEnd)) suffixEnd -= 1
  return {
    quote: {
      type: 'TextQuoteSelector',
      exact: text.slice(start, end),
      prefix: text.slice(prefixStart, start),
      suffix: text.slice(end, suffixEnd),
    },
    position: { type: 'TextPositionSelector', start, end },
  }
}

function isSpace(text: string, offset: number): boolean {
  return /\s/u.test(text.charAt(offset))
}
