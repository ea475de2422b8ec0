import { useStore } from '../../stores/store.ts'
import type { ReadingSession } from './reading-session.ts'
import styles from './SelectionPopover.module.css'

/**
 * Said where the annotation was: it is gone, and one click brings it back. Shown only while the
 * removal is the step that undo takes next.
 */
export function Removed({ session }: { session: ReadingSession }) {
  const { removed, failure } = useStore(session.reading)
  if (removed === null) return null
  return (
    <div className={styles.popover}>
      <span className={styles.said}>Removed.</span>
      <button type="button" className={styles.undo} onClick={() => void session.undo.undo()}>
        Undo
      </button>
      {failure === null ? null : (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
    </div>
  )
}
