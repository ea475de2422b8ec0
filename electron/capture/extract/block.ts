import { cleanInlines, type Inline } from '../../../shared/text/clean.ts'
import type { DomElement } from './dom.ts'

/** A mark of the article schema, as ProseMirror JSON. */
export type MarkJson = { type: string; attrs?: Record<string, unknown> }

/** A picture that a page shows: its absolute address (http, https or data) and its description. */
export type PictureSource = { url: string; alt: string }

/**
 * What hangs on a piece of text: marks, whether Readability kept it and whether it is small print, or
 * the picture it stands for.
 */
export type Extra = {
  marks: readonly MarkJson[]
  isKept: boolean
  isSmall?: boolean
  picture?: PictureSource
}

/** A piece of a textblock. */
export type Piece = Inline<Extra>

/** What a block will be in the document, unless it is left out. */
export type BlockForm =
  'heading' | 'paragraph' | 'preformatted' | 'list_item' | 'table_cell' | 'caption' | 'picture'

/**
 * Where a block stands: the list, table, row, quotation and figure around it (objects that only
 * tell one from another), its level (of a heading from 1, of a list item from 0), its direction.
 */
export type Place = {
  form: BlockForm
  level: number
  isOrdered: boolean
  isHeader: boolean
  list: object | null
  table: object | null
  row: object | null
  quote: object | null
  figure: object | null
  dir: 'ltr' | 'rtl' | null
  /** Null in plain text, which has no elements. */
  element: DomElement | null
}

/** One textblock or picture of a page, cleaned, in the order of the page. */
export type Block = Place & {
  pieces: readonly Piece[]
  text: string
  /** UTF-16 units of the text: all, those that Readability kept, inside links, in small print. */
  length: number
  keptLength: number
  linkLength: number
  smallLength: number
  isKeptPicture: boolean
}

/** The place of an ordinary paragraph outside everything. */
export const plainPlace: Place = {
  form: 'paragraph',
  level: 0,
  isOrdered: false,
  isHeader: false,
  list: null,
  table: null,
  row: null,
  quote: null,
  figure: null,
  dir: null,
  element: null,
}

/** Finishes raw pieces into blocks: usually one, several where two breaks in a row part it, or none. */
export function finishBlocks(place: Place, raw: readonly Piece[]): Block[] {
  const isPre = place.form === 'preformatted'
  const parts =
    place.form === 'paragraph' ? splitAtDoubleBreaks(raw) : [isPre ? raw : singleBreaks(raw)]
  return parts
    .map((part) => cleanInlines(part, { preformatted: isPre }))
    .map((pieces) => blockOf(place, pieces))
    .filter((block) => block.pieces.length > 0 || block.form === 'table_cell')
}

/** A block with its lengths counted; `pieces` must be clean. */
export function blockOf(place: Place, pieces: readonly Piece[]): Block {
  let text = ''
  let length = 0
  let keptLength = 0
  let linkLength = 0
  let smallLength = 0
  for (const piece of pieces) {
    if (piece.kind === 'break') text += '\n'
    if (piece.kind !== 'text') continue
    text += piece.text
    const size = piece.text.trim().length
    length += size
    if (piece.extra.isKept) keptLength += size
    if (piece.extra.isSmall === true) smallLength += size
    if (piece.extra.marks.some(({ type }) => type === 'link')) linkLength += size
  }
  const isKeptPicture = pieces.some((piece) => piece.kind === 'leaf' && piece.extra.isKept)
  const lengths = { length, keptLength, linkLength, smallLength }
  return { ...place, pieces, text, ...lengths, isKeptPicture }
}

/** The part of a block from `start` to `end` of its text, cleaned again. */
export function sliceBlock(block: Block, start: number, end: number): Block {
  const pieces: Piece[] = []
  let offset = 0
  for (const piece of block.pieces) {
    const size = piece.kind === 'text' ? piece.text.length : piece.kind === 'break' ? 1 : 0
    const from = Math.max(start, offset)
    const to = Math.min(end, offset + size)
    if (piece.kind === 'text' && from < to) {
      pieces.push({ ...piece, text: piece.text.slice(from - offset, to - offset) })
    } else if (piece.kind !== 'text' && offset >= start && offset + size <= end) {
      pieces.push(piece)
    }
    offset += size
  }
  return blockOf(block, cleanInlines(pieces))
}

function splitAtDoubleBreaks(pieces: readonly Piece[]): Piece[][] {
  const parts: Piece[][] = [[]]
  let breaks = 0
  for (const piece of pieces) {
    const isBlank = piece.kind === 'text' && /^[ \t\n\f\r]*$/u.test(piece.text)
    if (piece.kind === 'break') breaks += 1
    else if (!isBlank) {
      if (breaks >= 2) parts.push([])
      breaks = 0
    }
    parts.at(-1)?.push(piece)
  }
  return parts
}

function singleBreaks(pieces: readonly Piece[]): Piece[] {
  return splitAtDoubleBreaks(pieces).flatMap((part, index) =>
    index === 0 ? trailing(part) : [{ kind: 'break' } satisfies Piece, ...trailing(part)],
  )
}

/** A part without the breaks at its end. */
function trailing(part: readonly Piece[]): Piece[] {
  let end = part.length
  for (let last = part[end - 1]; last !== undefined; last = part[end - 1]) {
    const isBlank = last.kind === 'text' && last.text.trim() === ''
    if (last.kind !== 'break' && !isBlank) break
    end -= 1
  }
  // A last blank is a space between words unless a break goes with it.
  return part.slice(end).some(({ kind }) => kind === 'break') ? part.slice(0, end) : [...part]
}
