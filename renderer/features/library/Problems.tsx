import type { LibraryState } from '../../stores/library-store.ts'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import styles from './Problems.module.css'
import { wholePath } from './whole-path.ts'

/** What a person should know of the library as a whole, above its rows; nothing when all is well. */
export function Problems({
  state,
  isAside,
  onAgain,
}: {
  state: LibraryState
  /** Whether something else needs the room: then they scroll in a few lines. */
  isAside: boolean
  onAgain: () => void
}) {
  const { failure, readOnly, problems, info } = state
  if (failure === null && readOnly === null && problems.length === 0) return null
  return (
    <section className={styles.problems} data-aside={isAside} aria-label="Problems of this library">
      {failure === null ? null : <FailureNotice onAgain={onAgain}>{failure}</FailureNotice>}
      {readOnly === null ? null : <Notice tone="warn">{readOnly}</Notice>}
      {problems.map(({ path, message }) => (
        <Notice key={`${path} ${message}`} tone="warn">
          {message} <span className={styles.path}>{wholePath(info?.folder ?? null, path)}</span>
        </Notice>
      ))}
    </section>
  )
}
