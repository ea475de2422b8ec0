import { trimPassage, type Passage } from '../../shared/anchoring/describe.ts'
import { blockAt, type ReadingStructure } from './reading-structure.ts'

/**
 * The passage that keyboard and mouse hold, and how it grows: `anchor` is what was chosen first (a
 * sentence, a paragraph, words swept with the mouse), `head` how far it was extended from there.
 */
export type ReadingCursor = { anchor: Passage; head: number }

/** A step of the cursor. */
export type CursorMove = {
  by: 'paragraph' | 'sentence' | 'word'
  direction: 'forward' | 'back'
  extend: boolean
}

/** A cursor on a passage, not extended. */
export function cursorOn(passage: Passage): ReadingCursor {
  return { anchor: passage, head: passage.end }
}

/** The passage under the cursor. */
export function passageOf(cursor: ReadingCursor): Passage {
  return {
    start: Math.min(cursor.anchor.start, cursor.head),
    end: Math.max(cursor.anchor.end, cursor.head),
  }
}

/**
 * Where a move leads; the cursor itself when there is nothing further.
 *
 * With no cursor the walk begins at `origin`, an offset near the top of what is on screen. From a
 * whole paragraph, a step to the next sentence enters that paragraph.
 */
export function moveCursor(
  structure: ReadingStructure,
  cursor: ReadingCursor | null,
  move: CursorMove,
  origin: number,
): ReadingCursor | null {
  if (move.by === 'word') return cursor === null ? null : moveEnd(structure, cursor, move)
  const units = move.by === 'paragraph' ? structure.blocks : structure.sentences
  if (cursor === null) return begin(units, origin)
  if (move.extend) return extend(units, cursor, move)
  return step(structure, units, cursor, move)
}

function begin(units: readonly Passage[], origin: number): ReadingCursor | null {
  const unit = units.find(({ end }) => end > origin) ?? units.at(-1)
  return unit === undefined ? null : cursorOn(unit)
}

function step(
  structure: ReadingStructure,
  units: readonly Passage[],
  cursor: ReadingCursor,
  move: CursorMove,
): ReadingCursor {
  const passage = passageOf(cursor)
  const forward = move.direction === 'forward'
  if (move.by === 'sentence' && forward && isWholeBlock(structure, passage)) {
    const first = units.find(({ start, end }) => start >= passage.start && end <= passage.end)
    // A paragraph of one sentence is already that sentence: the step goes on to the next.
    if (first !== undefined && first.end !== passage.end) return cursorOn(first)
  }
  const here = forward ? passage.end - 1 : passage.start
  const index = unitAt(units, here)
  const isInsideUnit = forward
    ? false
    : move.by === 'paragraph' && (units[index]?.start ?? 0) < passage.start
  const next = units[forward ? index + 1 : isInsideUnit ? index : index - 1]
  return next === undefined ? cursor : cursorOn(next)
}

/** The unit that holds the offset, or the last one before it; -1 before the first. */
function unitAt(units: readonly Passage[], offset: number): number {
  const after = units.findIndex(({ start }) => start > offset)
  return (after === -1 ? units.length : after) - 1
}

function isWholeBlock(structure: ReadingStructure, passage: Passage): boolean {
  const block = structure.blocks[blockAt(structure, passage.start)]
  return block !== undefined && block.start === passage.start && block.end === passage.end
}

function extend(units: readonly Passage[], cursor: ReadingCursor, move: CursorMove): ReadingCursor {
  const { anchor, head } = cursor
  const isBackward = head < anchor.start
  if (move.direction === 'forward') {
    if (isBackward) {
      const start = units.find((unit) => unit.start > head)?.start ?? anchor.start
      return { anchor, head: start < anchor.start ? start : anchor.end }
    }
    return { anchor, head: units.find((unit) => unit.end > head)?.end ?? head }
  }
  if (head > anchor.end) {
    const end = units.findLast((unit) => unit.end < head)?.end ?? anchor.end
    return { anchor, head: Math.max(anchor.end, end) }
  }
  const from = Math.min(head, anchor.start)
  const start = units.findLast((unit) => unit.start < from)?.start
  return start === undefined ? cursor : { anchor, head: start }
}

/** Moves the end of the passage by a word; a passage keeps at least its first word. */
function moveEnd(
  structure: ReadingStructure,
  cursor: ReadingCursor,
  move: CursorMove,
): ReadingCursor {
  const { start, end } = passageOf(cursor)
  const moved =
    move.direction === 'forward' ? nextWordEnd(structure, end) : lastWordEnd(structure, end)
  const passage = moved === undefined ? null : trimPassage(structure.text, { start, end: moved })
  return passage === null || passage.end <= start ? cursor : cursorOn({ start, end: passage.end })
}

const words = new Intl.Segmenter('en', { granularity: 'word' })

function wordEnds(structure: ReadingStructure, block: number): number[] {
  const place = structure.blocks[block]
  if (place === undefined) return []
  return [...words.segment(structure.text.slice(place.start, place.end))]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => place.start + index + segment.length)
}

function nextWordEnd(structure: ReadingStructure, end: number): number | undefined {
  const block = blockAt(structure, end)
  return [...wordEnds(structure, block), ...wordEnds(structure, block + 1)].find(
    (place) => place > end,
  )
}

function lastWordEnd(structure: ReadingStructure, end: number): number | undefined {
  const block = blockAt(structure, end)
  return [...wordEnds(structure, block - 1), ...wordEnds(structure, block)].findLast(
    (place) => place < end,
  )
}
