/**
 * A piece of a textblock on its way into a document: text with whatever the caller hangs on it
 * (marks), a hard break, or a leaf without text.
 */
export type Inline<Extra> =
  { kind: 'text'; text: string; extra: Extra } | { kind: 'break' } | { kind: 'leaf'; extra: Extra }

// eslint-disable-next-line no-control-regex -- these are the very characters that are dropped
const controls = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/gu
const planeEnds = /\p{Noncharacter_Code_Point}/gu

/**
 * Drops what no text may hold (control characters, non-characters, a leading U+FEFF) and replaces
 * lone surrogates by U+FFFD. Nothing else changes: no normalisation form, and no-break spaces, soft
 * hyphens, joiners and marks stay.
 */
export function cleanCharacters(text: string): string {
  return text
    .toWellFormed()
    .replace(/^\ufeff/u, '')
    .replace(controls, '')
    .replace(planeEnds, '')
}

/**
 * Cleans one textblock, once, before it becomes part of a document.
 *
 * Runs of space, tab, line feed, form feed and carriage return become one space and vanish at the
 * block's edges and beside a hard break; hard breaks at the edges vanish too. Pieces left empty are
 * dropped. In preformatted text only CRLF becomes LF.
 */
export function cleanInlines<Extra>(
  pieces: readonly Inline<Extra>[],
  options: { preformatted?: boolean } = {},
): Inline<Extra>[] {
  const cleaned = pieces.map((piece) =>
    piece.kind === 'text' ? { ...piece, text: cleanCharacters(piece.text) } : piece,
  )
  if (options.preformatted === true) {
    return cleaned
      .map((piece) =>
        piece.kind === 'text' ? { ...piece, text: piece.text.replace(/\r\n?/gu, '\n') } : piece,
      )
      .filter((piece) => piece.kind !== 'text' || piece.text !== '')
  }
  return trimEdges(collapse(cleaned))
}

/** Collapses white space across pieces; a space survives only after something that is not one. */
function collapse<Extra>(pieces: readonly Inline<Extra>[]): Inline<Extra>[] {
  const result: Inline<Extra>[] = []
  let atSpace = true
  for (const piece of pieces) {
    if (piece.kind === 'break') {
      trimEndOfLast(result)
      result.push(piece)
      atSpace = true
    } else if (piece.kind === 'leaf') {
      result.push(piece)
    } else {
      let text = piece.text.replace(/[ \t\n\f\r]+/gu, ' ')
      if (atSpace && text.startsWith(' ')) text = text.slice(1)
      if (text === '') continue
      atSpace = text.endsWith(' ')
      result.push({ ...piece, text })
    }
  }
  return result
}

/** Drops hard breaks that no text stands before or after: the text's edges hold no white space. */
function trimEdges<Extra>(pieces: Inline<Extra>[]): Inline<Extra>[] {
  const isText = (piece: Inline<Extra>): boolean => piece.kind === 'text'
  const first = pieces.findIndex(isText)
  const last = pieces.findLastIndex(isText)
  const inside = pieces.filter(
    (piece, index) => piece.kind !== 'break' || (index > first && index < last && first !== -1),
  )
  trimEndOfLast(inside)
  return inside
}

/** Takes the one space that may stand at the end, looking past leaves, which have no text. */
function trimEndOfLast<Extra>(pieces: Inline<Extra>[]): void {
  for (let index = pieces.length - 1; index >= 0; index -= 1) {
    const piece = pieces[index]
    if (piece === undefined || piece.kind === 'break') return
    if (piece.kind === 'leaf') continue
    const text = piece.text.endsWith(' ') ? piece.text.slice(0, -1) : piece.text
    if (text === '') pieces.splice(index, 1)
    else pieces[index] = { ...piece, text }
    return
  }
}
