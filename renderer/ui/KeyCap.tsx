import styles from './KeyCap.module.css'

/** The edge of a key with its name on it, such as Ctrl+L. Decoration: the command says its key itself. */
export function KeyCap({ name }: { name: string }) {
  return (
    <kbd className={styles.key} aria-hidden="true">
      {name}
    </kbd>
  )
}
