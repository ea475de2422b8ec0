import type { LibraryState } from '../../stores/library-store.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import styles from './Problems.module.css'

/** What a person should know of the library as a whole, above its rows; nothing when all is well. */
export function Problems({ state, onAgain }: { state: LibraryState; onAgain: () => void }) {
  const { failure, readOnly, problems } = state
  if (failure === null && readOnly === null && problems.length === 0) return null
  return (
    <section className={styles.problems} aria-label="Problems of this library">
      {failure === null ? null : (
        <Notice
          tone="danger"
          actions={
            <Button look="text" onClick={onAgain}>
              Try again
            </Button>
          }
        >
          {failure}
        </Notice>
      )}
      {readOnly === null ? null : <Notice tone="warn">{readOnly}</Notice>}
      {problems.map((problem) => (
        <Notice key={`${problem.path} ${problem.code}`} tone="warn">
          {problem.message} <span className={styles.path}>{problem.path}</span>
        </Notice>
      ))}
    </section>
  )
}
