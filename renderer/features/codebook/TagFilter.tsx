import type { RefObject } from 'react'
import { ariaKeys, commandOf, keyNames } from '../../commands/keymap.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { isMac } from '../../ui/platform.ts'
import styles from './Codebook.module.css'

const filterKeys = ['tag-filter.into', 'tag-filter.choose', 'tag-filter.clear'] as const

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
          const id = commandOf(event.nativeEvent, filterKeys)
          if (id === null) return
          if (id === 'tag-filter.into') onDown()
          else if (id === 'tag-filter.choose') onEnter()
          else if (id === 'tag-filter.clear' && typed !== '') onType('')
          else onLeave()
          event.preventDefault()
          event.stopPropagation()
        }}
        placeholder="Filter tags"
        aria-label="Filter tags"
        aria-keyshortcuts={ariaKeys('tags.filter', isMac)}
        autoComplete="off"
        spellCheck={false}
      />
      {typed === '' ? <KeyCap name={keyNames('tags.filter', isMac)} /> : null}
    </div>
  )
}
