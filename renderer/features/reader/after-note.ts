import type { Id } from '../../../shared/domain/ids.ts'
import { atRest } from './reading.ts'
import type { ReadingSession } from './reading-session.ts'

/** Turns to something else once a note that is being written is kept; when that fails the note stays open. */
export async function afterNote(session: ReadingSession, act: () => void): Promise<void> {
  const { layer } = session.reading.get()
  if (layer.kind === 'note' && layer.session.hasUnsaved()) {
    try {
      await layer.session.save()
    } catch {
      // The note says so itself: it stays open with its text and the sentence.
      return
    }
  }
  act()
}

/** Opens another version of the article; what was held in this one is let go. */
export function changeVersion(session: ReadingSession, versionId: Id): Promise<void> {
  return afterNote(session, () => {
    session.reading.set(atRest)
    void session.open.openVersion(versionId)
  })
}
