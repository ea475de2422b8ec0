/* A row that the keyboard points at while its field keeps the focus is no native element. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import type { ReactNode } from 'react'
import { keyNames } from '../commands/keymap.ts'
import { isMac } from './platform.ts'
import { KeyCap } from './KeyCap.tsx'
import styles from './Picker.module.css'

/** How a row of a picker looks; `key` tells it from the others for as long as it is offered. */
export type PickerLineLook = {
  key: string
  icon: ReactNode
  name: ReactNode
  /** How much is in it; null where that says nothing. */
  count: number | null
  /** The first row of another kind than those before it. */
  beginsGroup: boolean
}

/** A row of a picker. */
export function PickerLine({
  id,
  look: { icon, name, count, beginsGroup },
  isChosen,
  onHover,
  onChoose,
}: {
  id: string
  look: Omit<PickerLineLook, 'key'>
  isChosen: boolean
  onHover: () => void
  onChoose: (stays: boolean) => void
}) {
  return (
    // The input keeps the focus and answers the keys; rows are pointed at by aria-activedescendant.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      className={styles.row}
      role="option"
      aria-selected={isChosen}
      data-begins-group={beginsGroup}
      onMouseMove={onHover}
      onClick={(event) => onChoose(event.ctrlKey || event.metaKey)}
    >
      {icon}
      <span className={styles.name}>{name}</span>
      <span className={styles.count}>{count}</span>
      <span className={styles.key}>
        {isChosen ? <KeyCap name={keyNames('picker.take', isMac)} /> : null}
      </span>
    </div>
  )
}
