import { Square, SquareCheckBig } from 'lucide-react'
import styles from './MarkBox.module.css'

/** Marks a row by the pointer; the key X does the same. Seen on the row under pointer or focus, and where marked. */
export function MarkBox({
  isMarked,
  isActive,
  onToggle,
}: {
  isMarked: boolean
  isActive: boolean
  onToggle: () => void
}) {
  const Icon = isMarked ? SquareCheckBig : Square
  return (
    <button
      type="button"
      className={styles.box}
      aria-label="Mark"
      aria-pressed={isMarked}
      tabIndex={isActive ? 0 : -1}
      onClick={onToggle}
    >
      <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
    </button>
  )
}
