import type { Passage } from '../../../shared/anchoring/describe.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { highlightsIn } from '../../editor/highlight.ts'
import { cursorOn, moveCursor, passageOf, type CursorMove } from '../../editor/reading-cursor.ts'
import { blockAt } from '../../editor/reading-structure.ts'
import { announce } from '../../ui/announce.ts'
import { wordsOfNote } from '../../ui/read-note.ts'
import { placedById, type PlacedAnnotation } from './placed-annotations.ts'
import { annotationSubject, passageOfSubject, turnTo, type Reading } from './reading.ts'
import { articleOf, placedIn, type ReadingSession } from './reading-session.ts'
import { firstVisibleOffset, reveal } from './scrolling.ts'

/** Words were chosen with the pointer. */
export function select(session: ReadingSession, passage: Passage): void {
  session.reading.set((reading) =>
    turnTo(reading, { kind: 'passage', cursor: cursorOn(passage) }, 'popover'),
  )
}

/** A click: on highlights it takes the innermost, and the next one when clicked again; beside them it lets go. */
export function click(session: ReadingSession, offset: number | null, ids: readonly Id[]): void {
  const { subject } = session.reading.get()
  const now = subject.kind === 'annotation' ? ids.indexOf(subject.id) : -1
  const id = now === -1 ? ids.at(-1) : ids[(now + ids.length - 1) % ids.length]
  const placed = id === undefined ? undefined : placedById(placedIn(session), id)
  session.reading.set((reading) => ({
    ...(placed === undefined
      ? turnTo(reading, { kind: 'nothing' }, 'none')
      : turnTo(reading, annotationSubject(placed, ids))),
    origin: offset,
  }))
}

/** The pointer is over these annotations, in the text or in the margin. */
export function hover(session: ReadingSession, ids: readonly Id[]): void {
  session.reading.set((reading) => ({ ...reading, hovered: ids }))
}

/** Makes an annotation the subject and brings it on screen. */
export function goTo(
  session: ReadingSession,
  placed: PlacedAnnotation,
  among: readonly Id[] = [],
): void {
  session.reading.set((reading) => turnTo(reading, annotationSubject(placed, among)))
  const screen = session.screen.get()
  if (placed.passage !== null && screen !== null) reveal(screen, placed.passage)
  announce(describeAnnotation(session, placed))
}

/** A step by paragraph, sentence or word. */
export function move(session: ReadingSession, step: CursorMove): void {
  const screen = session.screen.get()
  if (screen === null) return
  const { subject, origin } = session.reading.get()
  const cursor = subject.kind === 'passage' || subject.kind === 'annotation' ? subject.cursor : null
  const from = origin ?? firstVisibleOffset(screen)
  const moved = moveCursor(screen.editor.structure, cursor, step, from)
  if (moved === null || moved === cursor) return
  session.reading.set((reading) => ({
    ...turnTo(reading, { kind: 'passage', cursor: moved }),
    origin: null,
  }))
  // What grows is shown at the end that moves.
  const passage = passageOf(moved)
  reveal(
    screen,
    step.extend ? { start: Math.min(moved.head, passage.end - 1), end: moved.head } : passage,
  )
  announce(describePassage(session, passage, step))
}

/** The next annotation under the same words. */
export function nextOverlap(session: ReadingSession): void {
  const placed = placedIn(session)
  const reading = session.reading.get()
  const { subject } = reading
  const among = cycleOf(reading, placed)
  const now = subject.kind === 'annotation' ? among.indexOf(subject.id) : -1
  const next = placedById(placed, among[(now + 1) % among.length] ?? '')
  if (next === undefined) announce('No other highlight here.')
  else goTo(session, next, among)
}

/**
 * The annotations that `O` goes through: those that the last step went through, as far as they still
 * stand, else those on the words that are held.
 */
export function cycleOf(reading: Reading, placed: readonly PlacedAnnotation[]): readonly Id[] {
  const { subject } = reading
  const kept = subject.kind === 'annotation' ? subject.among : []
  const standing = kept.filter((id) => placedById(placed, id) !== undefined)
  if (standing.length > 1) return standing
  const passage = passageOfSubject(reading, placed)
  return passage === null ? [] : idsOn(placed, passage)
}

/** The next or the last annotation in the order of the text. */
export function walkAnnotations(session: ReadingSession, direction: 'forward' | 'back'): void {
  const placed = placedIn(session)
  const list = placed.filter(({ passage }) => passage !== null)
  const reading = session.reading.get()
  const { subject } = reading
  const at =
    subject.kind === 'annotation'
      ? list.findIndex(({ view }) => view.annotation.id === subject.id)
      : -1
  const passage = passageOfSubject(reading, placed)
  const start = passage?.start ?? reading.origin ?? 0
  let index = at + (direction === 'forward' ? 1 : -1)
  if (at === -1) {
    const after = list.findIndex((item) => (item.passage?.start ?? 0) >= start)
    const first = after === -1 ? list.length : after
    index = direction === 'forward' ? first : first - 1
  }
  const next = list[index]
  if (next === undefined) announce(direction === 'forward' ? 'Last highlight.' : 'First highlight.')
  else goTo(session, next)
}

/** The ids of the annotations that share words with a passage, in the order of the text. */
export function idsOn(placed: readonly PlacedAnnotation[], passage: Passage): Id[] {
  const withPlace = placed.flatMap(({ view, passage: own }) =>
    own === null ? [] : [{ id: view.annotation.id, ...own }],
  )
  return highlightsIn(withPlace, passage.start, passage.end).map(({ id }) => id)
}

/** What is tagged on some words, each tag once: “Blame, Relief”; empty when nothing is. */
export function tagsOn(placed: readonly PlacedAnnotation[], passage: Passage): string[] {
  const ids = new Set(idsOn(placed, passage))
  const paths = placed
    .filter(({ view }) => ids.has(view.annotation.id))
    .flatMap(({ view }) => view.tags.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)))
  return [...new Set(paths)]
}

function describePassage(session: ReadingSession, passage: Passage, step: CursorMove): string {
  const article = articleOf(session)
  const structure = session.screen.get()?.editor.structure
  if (article === null || structure === undefined) return ''
  const place =
    step.by === 'paragraph' ? `${structure.nameOf(blockAt(structure, passage.start))}. ` : ''
  const tags = tagsOn(placedIn(session), passage)
  const tagged = tags.length === 0 ? '' : ` Tagged: ${tags.join(', ')}.`
  return `${place}${article.text.slice(passage.start, passage.end)}${tagged}`
}

function describeAnnotation(session: ReadingSession, { view, passage }: PlacedAnnotation): string {
  const words =
    passage === null ? 'Whole article' : articleOf(session)?.text.slice(passage.start, passage.end)
  const tags = view.tags.map(({ path }) => path).join(', ')
  return `${tags === '' ? 'Highlight' : tags}: ${words ?? ''}${view.annotation.note === '' ? '' : ` Note: ${wordsOfNote(view.annotation.note)}`}`
}
