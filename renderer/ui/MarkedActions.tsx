import { Button } from './Button.tsx'
import { countOf } from './count-of.ts'
import styles from './MarkedActions.module.css'

/** How many rows are marked and what can be done with all of them; for the status line. */
export function MarkedActions({
  marked,
  hidden = 0,
  onTag,
  onCollect,
  onExport,
  onClear,
}: {
  marked: number
  /** How many of the marked rows a filter hides. */
  hidden?: number
  onTag: (button: HTMLElement) => void
  onCollect: (button: HTMLElement) => void
  onExport: () => void
  onClear: () => void
}) {
  if (marked === 0) return null
  return (
    <span className={styles.marked}>
      <strong>{`${marked.toLocaleString('en-GB')} marked`}</strong>
      {hidden === 0 ? null : <span>{`${countOf(hidden, 'row')} not shown`}</span>}
      <Button look="text" onClick={(event) => onTag(event.currentTarget)}>
        Tag
      </Button>
      <Button look="text" onClick={(event) => onCollect(event.currentTarget)}>
        Add to a collection
      </Button>
      <Button look="text" onClick={onExport}>
        Export
      </Button>
      <Button look="text" onClick={onClear}>
        Unmark
      </Button>
    </span>
  )
}
