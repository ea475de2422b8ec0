import { flushSync } from 'react-dom'
import type { TagView } from '../../../shared/api/views.ts'
import { commandIds, commands, type CommandId } from '../../../shared/commands.ts'
import { commandOf } from '../../commands/keymap.ts'
import { register, type Action, type Actions } from '../../commands/registry.ts'
import { passageElementId } from '../../editor/highlights-plugin.ts'
import { cursorOn, moveCursor, passageOf, type CursorMove } from '../../editor/reading-cursor.ts'
import { announce } from '../../ui/announce.ts'
import { afterNote } from './after-note.ts'
import {
  applyLastTag,
  highlight,
  moveAnnotation,
  openNote,
  openPicker,
  remove,
  tagArticle,
  targetOf,
} from './marking.ts'
import { annotationOfSubject, passageOfSubject, turnTo } from './reading.ts'
import { placedIn, type ReadingSession } from './reading-session.ts'
import { move, nextOverlap, walkAnnotations } from './walking.ts'

type ArticleCommand = Extract<CommandId, `article.${string}`>

const articleCommands = commandIds.filter(
  (id): id is ArticleCommand => commands[id].where === 'article',
)

/** Runs what a key means in the article; false when it means nothing here. */
export function pressKey(
  session: ReadingSession,
  event: KeyboardEvent,
  among: readonly ArticleCommand[] = articleCommands,
): boolean {
  const id = commandOf(event, among)
  if (id === null || event.isComposing) return false
  if (id === 'article.card' && event.target instanceof HTMLAnchorElement) return false
  event.preventDefault()
  actionsOf(session)[id].run()
  return true
}

/**
 * Lets menu and palette run the commands of the article; returns a function that stops. They run in the
 * text, once a note that is being written is kept, so that the next key goes on from there.
 */
export function registerArticle(session: ReadingSession): () => void {
  const inText = ([id, action]: [string, Action]): [string, Action] => {
    const run = (): void => {
      session.screen.get()?.editor.focus()
      action.run()
    }
    return [id, { ...action, run: () => void afterNote(session, run) }]
  }
  const actions: Actions = Object.fromEntries(Object.entries(actionsOf(session)).map(inText))
  return register(actions)
}

function actionsOf(session: ReadingSession): Record<ArticleCommand, Action> {
  return { ...markingActions(session), ...movingActions(session) }
}

function markingActions(session: ReadingSession) {
  const held = (): ReturnType<typeof targetOf> => targetOf(session)
  const chosen = (): string | null =>
    heldAnnotation(session) === null ? 'choose an annotation first' : null
  return {
    'article.tag': { run: () => openPicker(session) },
    'article.last-tag': {
      run: () => void applyLastTag(session),
      name: () => nameOfLastTag(session),
      refusal: () => (lastTagOf(session) === undefined ? 'no tag was used yet' : null),
    },
    'article.highlight': {
      run: () => void highlight(session),
      refusal: () => {
        if (held().annotation !== null) return 'these words are annotated already'
        return held().passage === null ? 'choose words first' : null
      },
    },
    'article.note': {
      run: () => openNote(session),
      refusal: () => (held().isNothing ? 'choose words first' : null),
    },
    'article.remove': { run: () => removeHeld(session), refusal: chosen },
    'article.tag-whole': { run: () => tagArticle(session) },
    'article.card': { run: () => goToCard(session), refusal: chosen },
    'article.leave': { run: () => letGo(session) },
  } satisfies Partial<Record<ArticleCommand, Action>>
}

function movingActions(session: ReadingSession) {
  const step = (by: CursorMove['by'], direction: CursorMove['direction'], extend: boolean) => ({
    run: () => moveBy(session, { by, direction, extend }),
  })
  const hasAnnotations = (): string | null =>
    placedIn(session).length === 0 ? 'there is none yet' : null
  return {
    'article.next-paragraph': step('paragraph', 'forward', false),
    'article.previous-paragraph': step('paragraph', 'back', false),
    'article.next-sentence': step('sentence', 'forward', false),
    'article.previous-sentence': step('sentence', 'back', false),
    'article.extend-paragraph': step('paragraph', 'forward', true),
    'article.shrink-paragraph': step('paragraph', 'back', true),
    'article.extend-sentence': step('sentence', 'forward', true),
    'article.shrink-sentence': step('sentence', 'back', true),
    'article.extend-word': step('word', 'forward', true),
    'article.shrink-word': step('word', 'back', true),
    'article.next-annotation': {
      run: () => walkAnnotations(session, 'forward'),
      refusal: hasAnnotations,
    },
    'article.previous-annotation': {
      run: () => walkAnnotations(session, 'back'),
      refusal: hasAnnotations,
    },
    'article.overlap': { run: () => nextOverlap(session), refusal: hasAnnotations },
  } satisfies Partial<Record<ArticleCommand, Action>>
}

function lastTagOf({ codebook }: ReadingSession): TagView | undefined {
  const { tags, lastTagId } = codebook.store.get()
  return tags.find(({ id }) => id === lastTagId)
}

function nameOfLastTag(session: ReadingSession): string {
  const last = lastTagOf(session)
  const { title } = commands['article.last-tag']
  return last === undefined ? title : `${title}: ${last.path.replaceAll('/', ' / ')}`
}

/** Lets go of the top layer only: what is held, then the article itself. */
function letGo(session: ReadingSession): void {
  const { subject, layer } = session.reading.get()
  if (subject.kind === 'nothing' && layer.kind === 'none') session.leave()
  else session.reading.set((reading) => turnTo(reading, { kind: 'nothing' }, 'none'))
}

function heldAnnotation(session: ReadingSession): ReturnType<typeof annotationOfSubject> {
  return annotationOfSubject(session.reading.get(), placedIn(session))
}

function removeHeld(session: ReadingSession): void {
  const view = heldAnnotation(session)
  if (view === null) announce('No annotation is chosen. Square brackets walk them.')
  else void remove(session, view)
}

/** A step; by a word on an annotation of one's own, the end that moves is the annotation's. */
function moveBy(session: ReadingSession, step: CursorMove): void {
  if (step.by !== 'word' || !moveEndOfAnnotation(session, step)) move(session, step)
}

function moveEndOfAnnotation(session: ReadingSession, step: CursorMove): boolean {
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
  flushSync(() => {
    session.panel.tab.set('passages')
    session.panel.isOpen.set(true)
  })
  const entry = document.getElementById(passageElementId(subject.id))
  entry?.querySelector<HTMLElement>('button')?.focus()
}

/** The keys of a chosen passage in the list; the others move there, or press its button. */
export const ofPassage: readonly ArticleCommand[] = [
  'article.tag',
  'article.last-tag',
  'article.highlight',
  'article.note',
  'article.overlap',
  'article.remove',
]
