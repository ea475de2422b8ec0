import { useId, type ReactNode } from 'react'
import styles from './Choices.module.css'

/** One of several things to choose: its name, a line about it, and what else it needs. */
export function ChoiceLine({
  group,
  name,
  detail,
  ending,
  isChosen,
  onChoose,
  children,
}: {
  group: 'what' | 'format'
  name: string
  detail: string
  ending?: string
  isChosen: boolean
  onChoose: () => void
  children?: ReactNode
}) {
  const id = useId()
  return (
    <div className={styles.line} data-chosen={isChosen}>
      <input
        id={id}
        type="radio"
        name={group}
        checked={isChosen}
        onChange={onChoose}
        aria-describedby={`${id}-detail`}
      />
      <label htmlFor={id} dir="auto">
        {name}
      </label>
      {ending === undefined ? null : <span className={styles.ending}>{ending}</span>}
      {children}
      <p id={`${id}-detail`} dir="auto">
        {detail}
      </p>
    </div>
  )
}
