import { Notice } from '../../ui/Notice.tsx'
import styles from './Reader.module.css'

/** Says over the text that what is shown of its annotations may be old, or is not all there is. */
export function Troubles({
  staleness,
  problems,
}: {
  staleness: string | null
  problems: readonly string[]
}) {
  if (staleness === null && problems.length === 0) return null
  return (
    <div className={styles.troubles} role="alert">
      {staleness === null ? null : (
        <Notice tone="warn">The annotations may not be the newest: {staleness}</Notice>
      )}
      {problems.map((sentence) => (
        <Notice key={sentence} tone="warn">
          {sentence}
        </Notice>
      ))}
    </div>
  )
}
