/**
 * Converts UTF-16 offsets of `text` to code points, as W3C and REFI-QDA count them.
 *
 * Built once per text; each look-up is a binary search over the places of surrogate pairs.
 */
export function codePointsOf(text: string): (offset: number) => number {
  const pairEnds: number[] = []
  for (let offset = 1; offset < text.length; offset += 1) {
    if (isHighSurrogate(text, offset - 1) && isLowSurrogate(text, offset)) pairEnds.push(offset)
  }
  return (offset) => offset - countBelow(pairEnds, offset)
}

/** True where `offset` would cut a surrogate pair in two. */
export function splitsPair(text: string, offset: number): boolean {
  return (
    offset > 0 &&
    offset < text.length &&
    isHighSurrogate(text, offset - 1) &&
    isLowSurrogate(text, offset)
  )
}

function isHighSurrogate(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset)
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset)
  return unit >= 0xdc00 && unit <= 0xdfff
}

function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}
