import { flushSync } from 'react-dom'
import { assertNever } from '../../../shared/errors.ts'
import { articleKeyOf, type ArticleKey } from '../../editor/keys.ts'
import { cursorOn, moveCursor, passageOf } from '../../editor/reading-cursor.ts'
import { announce } from '../../ui/announce.ts'
import { applyLastTag, highlight, moveAnnotation, openNote, openPicker, remove } from './marking.ts'
import { passageElementId } from '../../editor/highlights-plugin.ts'
import { annotationOfSubject, passageOfSubject, turnTo } from './reading.ts'
import { placedIn, type ReadingSession } from './reading-session.ts'
import { move, nextOverlap, walkAnnotations } from './walking.ts'

/** Runs what a key means in the article; false when it means nothing here. */
export function pressKey(session: ReadingSession, event: KeyboardEvent): boolean {
  const key = articleKeyOf(event)
  if (key === null || event.isComposing) return false
  if (key.kind === 'card' && event.target instanceof HTMLAnchorElement) return false
  event.preventDefault()
  act(session, key)
  return true
}

function act(session: ReadingSession, key: ArticleKey): void {
  switch (key.kind) {
    case 'move':
      if (key.move.by === 'word' && moveEndOfAnnotation(session, key)) return
      return move(session, key.move)
    case 'walk':
      return walkAnnotations(session, key.direction)
    case 'tag':
      return openPicker(session)
    case 'last-tag':
      return void applyLastTag(session)
    case 'highlight':
      return void highlight(session)
    case 'note':
      return openNote(session)
    case 'overlap':
      return nextOverlap(session)
    case 'remove':
      return removeHeld(session)
    case 'card':
      return goToCard(session)
    case 'escape':
      return letGo(session)
    default:
      return assertNever(key)
  }
}

/** Lets go of the top layer only: what is held, then the article itself. */
function letGo(session: ReadingSession): void {
  const { subject, layer } = session.reading.get()
  if (subject.kind === 'nothing' && layer.kind === 'none') session.leave()
  else session.reading.set((reading) => turnTo(reading, { kind: 'nothing' }, 'none'))
}

function removeHeld(session: ReadingSession): void {
  const view = annotationOfSubject(session.reading.get(), placedIn(session))
  if (view === null) announce('No annotation is chosen. Square brackets walk them.')
  else void remove(session, view)
}

/** On an annotation of one's own the end that moves is the annotation's. */
function moveEndOfAnnotation(
  session: ReadingSession,
  { move: step }: Extract<ArticleKey, { kind: 'move' }>,
): boolean {
  const placed = placedIn(session)
  const reading = session.reading.get()
  const view = annotationOfSubject(reading, placed)
  const passage = passageOfSubject(reading, placed)
  const structure = session.screen.get()?.editor.structure
  if (view?.isMine !== true || passage === null || structure === undefined) return false
  const cursor = cursorOn(passage)
  const moved = moveCursor(structure, cursor, step, passage.start)
  if (moved !== null && moved !== cursor) void moveAnnotation(session, view, passageOf(moved))
  return true
}

/** Enter on an annotation leads to its entry in the list; Esc there leads back. */
function goToCard(session: ReadingSession): void {
  const { subject } = session.reading.get()
  if (subject.kind !== 'annotation') return
  flushSync(() => session.panel.tab.set('passages'))
  const entry = document.getElementById(passageElementId(subject.id))
  entry?.querySelector<HTMLElement>('button')?.focus()
}
