import type { ReactNode } from 'react'
import styles from './StatusLine.module.css'

/** A key and what it does here, such as `J K` move. */
export type KeyHint = { keys: string; title: string }

/** The line at the foot of a place: where one is at the left, which keys help at the right. */
export function StatusLine({
  children,
  hints,
}: {
  children: ReactNode
  hints: readonly KeyHint[]
}) {
  return (
    <footer className={styles.line} data-print="no">
      <div className={styles.facts}>{children}</div>
      <ul className={styles.hints} aria-label="Keys">
        {hints.map(({ keys, title }) => (
          <li key={keys}>
            <kbd>{keys}</kbd> {title}
          </li>
        ))}
      </ul>
    </footer>
  )
}
