import type { TagChoice } from '../../../shared/api/contract.ts'
import type { AnnotationView } from '../../../shared/api/views.ts'
import type { Passage } from '../../../shared/anchoring/describe.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { cursorOn } from '../../editor/reading-cursor.ts'
import { announce } from '../../ui/announce.ts'
import { sentenceOf } from '../../stores/failure-of.ts'
import type { Edit } from '../../stores/undo-history.ts'
import type { UnsavedNote } from '../../stores/unsaved-notes.ts'
import { beginNote, type NoteTarget } from './note-session.ts'
import { ownAnnotationOn, place, placedById } from './placed-annotations.ts'
import {
  annotationOfSubject,
  annotationSubject,
  passageOfSubject,
  turnTo,
  type Layer,
  type Reading,
  type Subject,
} from './reading.ts'
import { articleOf, placedIn, type ReadingSession } from './reading-session.ts'
import { reveal } from './scrolling.ts'

/** Opens a layer on what the reader holds; with nothing held it is about the whole article. */
export function openPicker(session: ReadingSession): void {
  session.reading.set((reading) => ({
    ...reading,
    subject: reading.subject.kind === 'nothing' ? { kind: 'article' } : reading.subject,
    layer: { kind: 'picker' },
    failure: null,
    removed: null,
  }))
}

/** Opens the tag picker on the whole article, whatever is held. */
export function tagArticle(session: ReadingSession): void {
  session.reading.set((reading) => ({ ...reading, subject: { kind: 'article' } }))
  openPicker(session)
}

/** Opens the note of the annotation that is held, or a new one on the words that are. */
export function openNote(session: ReadingSession): void {
  const { annotation, passage, isNothing } = targetOf(session)
  if (!isNothing) showNote(session, { annotation, passage }, null)
}

/** Opens a note that was left unsaved or open, with its words and the reason; one that is gone stays so. */
export function resumeNote(session: ReadingSession, unsaved: UnsavedNote): void {
  const { annotationId, passage } = unsaved
  const known = annotationId === null ? undefined : placedById(placedIn(session), annotationId)
  const placed = known ?? ownAnnotationOn(placedIn(session), passage)
  const words = wordsToResume(unsaved, placed?.view.annotation.note ?? null)
  if (words === null && placed === undefined) return
  const subject: Subject =
    passage === null ? { kind: 'article' } : { kind: 'passage', cursor: cursorOn(passage) }
  session.reading.set((reading) => turnTo(reading, subject, 'none'))
  // Where its annotation is gone meanwhile, saving makes another on the same words.
  showNote(session, { annotation: placed?.view ?? null, passage }, words)
  const screen = session.screen.get()
  if (passage !== null && screen !== null) reveal(screen, passage)
}

/** What of a note is still to be saved, if anything; `stored` is what the library holds of it now. */
function wordsToResume(
  { text, saved, sentence }: UnsavedNote,
  stored: string | null,
): Pick<UnsavedNote, 'text' | 'sentence'> | null {
  if (text === saved) return null
  if (stored === null || stored === saved) return { text, sentence }
  // It was saved after all, and perhaps written on: Pressmark ended before it had noted that.
  if (stored.startsWith(text)) return null
  return { text, sentence: `The note was changed elsewhere meanwhile, to “${stored}”.` }
}

function showNote(
  session: ReadingSession,
  { annotation, passage }: Pick<NoteTarget, 'annotation' | 'passage'>,
  unsaved: Pick<UnsavedNote, 'text' | 'sentence'> | null,
): void {
  // A tag that is being written for the same words makes the annotation that the note belongs to.
  const made = (): AnnotationView | null =>
    ownAnnotationOn(placedIn(session), passage)?.view ?? null
  const onWritten = (view: AnnotationView): void =>
    session.reading.set((reading) =>
      reading.layer.kind === 'note' && reading.layer.session === note
        ? { ...reading, subject: subjectOf(session, view) }
        : reading,
    )
  const inTurn = (act: () => Promise<void>): Promise<void> => session.inTurn(act)
  const target = { annotation, passage, made }
  const note = beginNote(session.open, target, onWritten, inTurn, unsaved)
  session.reading.set((reading) => ({
    ...reading,
    subject: annotation === null ? reading.subject : subjectOf(session, annotation),
    layer: { kind: 'note', session: note },
    failure: null,
    removed: null,
  }))
}

/**
 * Tags what is held: one's own annotation on exactly these words gets the tag, else a new one is made.
 * Resolves when it is on disk, or when the failure is told beside the passage.
 */
export function applyTag(
  session: ReadingSession,
  choice: TagChoice,
  after: Layer['kind'] & ('none' | 'picker'),
): Promise<void> {
  const held = session.reading.get()
  return session.inTurn(() => tagHeld(session, held, choice, after))
}

async function tagHeld(
  session: ReadingSession,
  held: Reading,
  choice: TagChoice,
  after: 'none' | 'picker',
): Promise<void> {
  const { annotation, passage } = targetOf(session, held)
  const before = new Set(annotation?.tags.map(({ id }) => id))
  if (annotation !== null && 'id' in choice && before.has(choice.id)) {
    announce('This tag is already there.')
    session.codebook.used(choice.id)
    session.reading.set((reading) => ({ ...reading, layer: { kind: after } }))
    return
  }
  const view = await keep(session, held, after, () =>
    annotation === null
      ? session.open.create({ passage, tags: [choice], note: '' })
      : session.open.change(annotation, {
          tags: [...annotation.tags.map(({ id }) => ({ id })), choice],
        }),
  )
  if (view === null) return
  const added = view.tags.find(({ id }) => ('id' in choice ? id === choice.id : !before.has(id)))
  if (added === undefined) return
  session.codebook.used(added.id)
  const count = view.tags.length
  announce(
    `${added.path} added. ${count} ${count === 1 ? 'tag' : 'tags'} on this ${passage === null ? 'article' : 'passage'}.`,
  )
}

/** Applies the tag used last, or opens the picker when none was. */
export async function applyLastTag(session: ReadingSession): Promise<void> {
  const { lastTagId, tags } = session.codebook.store.get()
  const isHere = tags.some(({ id }) => id === lastTagId)
  if (lastTagId === null || !isHere || targetOf(session).isNothing) openPicker(session)
  else await applyTag(session, { id: lastTagId }, 'none')
}

/** Keeps the words that are held, without a tag. */
export function highlight(session: ReadingSession): Promise<void> {
  const held = session.reading.get()
  return session.inTurn(async () => {
    const { annotation, passage } = targetOf(session, held)
    if (annotation !== null || passage === null) return
    const draft = { passage, tags: [], note: '' }
    const view = await keep(session, held, 'none', () => session.open.create(draft))
    if (view !== null) announce('Highlighted.')
  })
}

/** Takes one tag off an annotation. */
export async function takeTagOff(
  session: ReadingSession,
  view: AnnotationView,
  tagId: Id,
): Promise<void> {
  const tags = view.tags.filter(({ id }) => id !== tagId).map(({ id }) => ({ id }))
  if (await edit(session, view, { tags })) announce('Tag taken off.')
}

/** Gives an annotation other words. */
export async function moveAnnotation(
  session: ReadingSession,
  view: AnnotationView,
  passage: Passage,
): Promise<void> {
  if (await edit(session, view, { passage })) announce('Passage changed.')
}

/** Removes the reader's own annotation; it stays one click away. */
export async function remove(session: ReadingSession, view: AnnotationView): Promise<void> {
  if (!view.isMine) {
    tellFailure(
      session,
      `${view.coderName} made this annotation, so only ${view.coderName} can remove it.`,
    )
    return
  }
  await session.inTurn(async () => {
    const gone = await call(session, () => session.open.change(view, { removed: true }))
    if (gone === null) return
    session.reading.set((reading) => ({
      ...reading,
      subject: { kind: 'nothing' },
      layer: { kind: 'removed' },
      removed: place(articleOf(session)?.text ?? '', gone),
      origin: gone.annotation.target.position?.start ?? reading.origin,
    }))
    announce('Removed. Undo is beside the passage.')
  })
}

/** What an act is about: an annotation of one's own that can change, else words for a new one. */
export function targetOf(
  session: ReadingSession,
  reading: Reading = session.reading.get(),
): {
  annotation: AnnotationView | null
  passage: Passage | null
  isNothing: boolean
} {
  const placed = placedIn(session)
  const held = annotationOfSubject(reading, placed)
  const passage = passageOfSubject(reading, placed)
  const isArticle = reading.subject.kind === 'article' || held?.annotation.target.quote === null
  const isNothing = !isArticle && passage === null
  const own =
    held?.isMine === true
      ? held
      : isNothing
        ? null
        : (ownAnnotationOn(placed, passage)?.view ?? null)
  return { annotation: own, passage, isNothing }
}

async function edit(session: ReadingSession, view: AnnotationView, change: Edit): Promise<boolean> {
  let isDone = false
  await session.inTurn(async () => {
    isDone = (await call(session, () => session.open.change(view, change))) !== null
  })
  return isDone
}

/**
 * Calls, and makes what came back the subject, unless the reader has turned to something else. A
 * layer that was opened meanwhile, such as a note, stays open.
 */
async function keep(
  session: ReadingSession,
  { subject, layer }: Reading,
  after: 'none' | 'picker',
  act: () => Promise<AnnotationView>,
): Promise<AnnotationView | null> {
  const view = await call(session, act)
  if (view !== null)
    session.reading.set((reading) =>
      reading.subject === subject
        ? {
            ...reading,
            subject: subjectOf(session, view),
            layer: reading.layer === layer ? { kind: after } : reading.layer,
          }
        : reading,
    )
  return view
}

async function call(
  session: ReadingSession,
  act: () => Promise<AnnotationView>,
): Promise<AnnotationView | null> {
  session.reading.set((reading) => ({ ...reading, isSaving: true, failure: null }))
  try {
    return await act()
  } catch (problem) {
    tellFailure(session, sentenceOf(problem))
    return null
  } finally {
    session.reading.set((reading) => ({ ...reading, isSaving: false }))
  }
}

/** Says beside the passage what went wrong; what is held stays held. */
export function tellFailure(session: ReadingSession, sentence: string): void {
  session.reading.set((reading) => ({
    ...reading,
    failure: sentence,
    layer: reading.layer.kind === 'none' ? { kind: 'popover' } : reading.layer,
  }))
}

function subjectOf(
  session: ReadingSession,
  view: AnnotationView,
): ReturnType<typeof annotationSubject> {
  return annotationSubject(place(articleOf(session)?.text ?? '', view))
}
