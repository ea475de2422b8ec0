import type { ArticleView } from '../../../shared/api/views.ts'
import type { DraftNote } from '../../../shared/domain/session.ts'
import { sentenceOf } from '../../stores/failure-of.ts'
import type { UnsavedNote } from '../../stores/unsaved-notes.ts'
import { resumeNote } from './marking.ts'
import type { NoteSession } from './note-session.ts'
import { articleOf, type ReadingSession } from './reading-session.ts'

/**
 * Sees to it that no word of a note is lost, however it is left: what can't be saved is kept in the
 * window, and shown again with the reason as soon as its article is open. Returns a function that
 * stops, as when the article is left.
 */
export function followNotes(session: ReadingSession): () => void {
  let last = noteOf(session)
  let stopWatching = watch(session, last)
  const onReading = (): void => {
    const now = noteOf(session)
    if (last === now) return
    stopWatching()
    if (last !== null) void leave(session, last)
    last = now
    stopWatching = watch(session, now)
  }
  const resume = (): void => resumeKept(session)
  const stops = [
    session.reading.subscribe(onReading),
    session.unsaved.store.subscribe(resume),
    session.screen.subscribe(resume),
  ]
  return () => {
    stops.forEach((stop) => stop())
    stopWatching()
    if (last !== null) void leave(session, last)
  }
}

function noteOf(session: ReadingSession): NoteSession | null {
  const { layer } = session.reading.get()
  return layer.kind === 'note' ? layer.session : null
}

/** Has what is being written known at every letter: a window can end between two of them. */
function watch(session: ReadingSession, note: NoteSession | null): () => void {
  const article = articleOf(session)
  if (note === null || article === null) return () => undefined
  const tell = (): void => session.unsaved.open.set(draftOf(article, note, null))
  tell()
  return note.words.subscribe(tell)
}

function draftOf(article: ArticleView, note: NoteSession, sentence: string | null): DraftNote {
  return {
    articleId: article.row.id,
    versionId: article.version.id,
    articleTitle: article.row.title,
    ...note.words.get(),
    sentence,
  }
}

async function leave(session: ReadingSession, note: NoteSession): Promise<void> {
  const { unsaved } = session
  const article = articleOf(session)
  const watched = unsaved.open.get()
  try {
    if (note.hasUnsaved() && article !== null) await note.save()
  } catch (problem) {
    if (article !== null) unsaved.keep(draftOf(article, note, sentenceOf(problem)))
  }
  // Known until it is saved; another note may be open by then.
  if (unsaved.open.get() === watched) unsaved.open.set(null)
}

/** Shows the note that is kept for this article, once its version is on screen and no other note is. */
function resumeKept(session: ReadingSession): void {
  const article = articleOf(session)
  if (session.screen.get() === null || article === null || noteOf(session) !== null) return
  const kept = session.unsaved.store.get().find(({ articleId }) => articleId === article.row.id)
  if (kept === undefined) return
  if (kept.versionId === article.version.id) resumeNote(session, taken(session, kept))
  else if (article.versions.some(({ id }) => id === kept.versionId))
    void session.open.openVersion(kept.versionId)
}

function taken(session: ReadingSession, kept: UnsavedNote): UnsavedNote {
  return session.unsaved.take(kept.articleId) ?? kept
}
