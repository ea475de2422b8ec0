import { hashOf } from '../stores/location.ts'
import { useStore } from '../stores/store.ts'
import {
  hasUnsavedWords,
  type UnsavedNote,
  type UnsavedNotes as UnsavedNotesStore,
} from '../stores/unsaved-notes.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { showInStatusLine } from '../ui/status-message.ts'
import { useGuardedClose } from '../ui/use-guarded-close.ts'
import styles from './Banner.module.css'

/** Says above every place which notes are not on disk, why, and that their words are still here. */
export function UnsavedNotes({ notes }: { notes: UnsavedNotesStore }) {
  const kept = useStore(notes.store).filter(hasUnsavedWords)
  useGuardedClose(() => kept.some(({ articleId }) => !notes.gone.has(articleId)))
  if (kept.length === 0) return null
  return (
    <div className={styles.banner} role="alert" data-print="no">
      {kept.map((note) =>
        notes.gone.has(note.articleId) ? (
          <Homeless key={note.articleId} note={note} onGone={() => notes.take(note.articleId)} />
        ) : (
          <Waiting key={note.articleId} note={note} />
        ),
      )}
    </div>
  )
}

function Waiting({ note: { articleId, articleTitle, sentence } }: { note: UnsavedNote }) {
  const reason = sentence ?? 'Pressmark ended before it could be.'
  return (
    <Notice
      tone="danger"
      actions={<a href={hashOf({ place: 'reader', articleId })}>Open the note</a>}
    >
      {`Your note in “${articleTitle}” is not saved. ${reason} Its words are kept while this window is open.`}
    </Notice>
  )
}

/** The article left the library between two starts: the words can still be taken along. */
function Homeless({ note, onGone }: { note: UnsavedNote; onGone: () => void }) {
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(note.text)
    announce('The words of the note are copied.')
    showInStatusLine('The words of the note are copied.')
  }
  return (
    <Notice
      tone="danger"
      actions={
        <span className={styles.actions}>
          <Button look="text" onClick={() => void copy()}>
            Copy its words
          </Button>
          <Button look="text" onClick={onGone}>
            Let it go
          </Button>
        </span>
      }
    >
      {`Your note in “${note.articleTitle}” is not saved, and that article is no longer in this library. The note: “${note.text}”`}
    </Notice>
  )
}
