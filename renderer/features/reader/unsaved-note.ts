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
  const onReading = (): void => {
    const now = noteOf(session)
    if (last !== null && last !== now) void leave(session, last)
    last = now
  }
  const resume = (): void => resumeKept(session)
  const stops = [
    session.reading.subscribe(onReading),
    session.unsaved.store.subscribe(resume),
    session.screen.subscribe(resume),
  ]
  return () => {
    stops.forEach((stop) => stop())
    if (last !== null) void leave(session, last)
  }
}

function noteOf(session: ReadingSession): NoteSession | null {
  const { layer } = session.reading.get()
  return layer.kind === 'note' ? layer.session : null
}

async function leave(session: ReadingSession, note: NoteSession): Promise<void> {
  const article = articleOf(session)
  if (!note.hasUnsaved() || article === null) return
  try {
    await note.save()
  } catch (problem) {
    session.unsaved.keep({
      articleId: article.row.id,
      versionId: article.version.id,
      articleTitle: article.row.title,
      ...note.words(),
      sentence: sentenceOf(problem),
    })
  }
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
