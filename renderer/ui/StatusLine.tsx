import type { ReactNode } from 'react'
import { useStore } from '../stores/store.ts'
import { statusMessage } from './status-message.ts'
import styles from './StatusLine.module.css'

/** A key and what it does here, such as `J K` move. */
export type KeyHint = { keys: string; title: string }

/** The line at the foot of a place: what was just done and where one is at the left, which keys help at the right. */
export function StatusLine({
  children,
  hints,
}: {
  children: ReactNode
  hints: readonly KeyHint[]
}) {
  const message = useStore(statusMessage)
  return (
    <footer className={styles.line} data-status-line data-print="no">
      <div className={styles.facts}>
        {message === null ? null : <span className={styles.message}>{message}</span>}
        {children}
      </div>
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
