import type { RefObject } from 'react'
import { keyNames } from '../../commands/keymap.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { isMac } from '../../ui/platform.ts'
import styles from './Codebook.module.css'

/** The letters that the tree is filtered by: ↓ goes on to the tree, Esc clears, then leaves. */
export function TagFilter({
  field,
  typed,
  onType,
  onDown,
  onEnter,
  onLeave,
}: {
  field: RefObject<HTMLInputElement | null>
  typed: string
  onType: (typed: string) => void
  onDown: () => void
  onEnter: () => void
  onLeave: () => void
}) {
  return (
    <div className={styles.filter}>
      <input
        ref={field}
        type="search"
        value={typed}
        onChange={(event) => onType(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'ArrowDown') onDown()
          else if (event.key === 'Enter') onEnter()
          else if (event.key === 'Escape' && typed !== '') onType('')
          else if (event.key === 'Escape') onLeave()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
        placeholder="Filter tags"
        aria-label="Filter tags"
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
      />
      {typed === '' ? <KeyCap name={keyNames('list.filter', isMac)} /> : null}
    </div>
  )
}
