import { hashOf } from '../stores/location.ts'
import { useStore } from '../stores/store.ts'
import type { UnsavedNotes as UnsavedNotesStore } from '../stores/unsaved-notes.ts'
import { Notice } from '../ui/Notice.tsx'
import { useGuardedClose } from '../ui/use-guarded-close.ts'
import styles from './Banner.module.css'

/** Says above every place which notes are not on disk, why, and that their words are still here. */
export function UnsavedNotes({ notes }: { notes: UnsavedNotesStore }) {
  const kept = useStore(notes.store)
  useGuardedClose(() => kept.length > 0)
  if (kept.length === 0) return null
  return (
    <div className={styles.banner} role="alert" data-print="no">
      {kept.map(({ articleId, articleTitle, sentence }) => (
        <Notice
          key={articleId}
          tone="danger"
          actions={<a href={hashOf({ place: 'reader', articleId })}>Open the note</a>}
        >
          {`Your note in “${articleTitle}” is not saved. ${sentence} Its words are kept while this window is open.`}
        </Notice>
      ))}
    </div>
  )
}
