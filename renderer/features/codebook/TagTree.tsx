/* No native element is a tree that is walked by arrows. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useRef, type CSSProperties, type KeyboardEvent } from 'react'
import type { Id } from '../../../shared/domain/ids.ts'
import { assertNever } from '../../../shared/errors.ts'
import { commandOf } from '../../commands/keymap.ts'
import { TagSample } from '../../ui/TagSample.tsx'
import styles from './Codebook.module.css'
import type { TagRow } from './tag-rows.ts'

const treeKeys = [
  'tags.next',
  'tags.previous',
  'tags.first',
  'tags.last',
  'tags.open',
  'tags.close',
  'tags.choose',
  'tags.leave',
] as const

/** The tags as a tree: the arrows walk, open and close branches, Enter or a click chooses. */
export function TagTree({
  rows,
  closed,
  activeId,
  wantsFocus,
  onActive,
  onToggle,
  onChoose,
  onLeave,
}: {
  rows: readonly TagRow[]
  closed: ReadonlySet<Id>
  activeId: Id | null
  /** A new value asks that the active line takes the focus. */
  wantsFocus: number
  onActive: (id: Id) => void
  onToggle: (id: Id) => void
  /** `isByKey`: by Enter or the space bar. */
  onChoose: (id: Id, isByKey: boolean) => void
  onLeave: () => void
}) {
  const tree = useRef<HTMLUListElement>(null)
  const isMoved = useRef(false)
  const seen = useRef(wantsFocus)
  const stop = rows.find(({ tag }) => tag.id === activeId) ?? rows[0]
  useEffect(() => {
    if (!isMoved.current && seen.current === wantsFocus) return
    isMoved.current = false
    seen.current = wantsFocus
    tree.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }, [activeId, wantsFocus])
  const go = (row: TagRow | undefined): void => {
    if (row === undefined) return
    isMoved.current = row.tag.id !== activeId
    onActive(row.tag.id)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const id = commandOf(event.nativeEvent, treeKeys)
    if (stop === undefined || id === null) return
    const at = rows.indexOf(stop)
    const { tag, hasBranch, parentId } = stop
    const isOpen = hasBranch && !closed.has(tag.id)
    event.preventDefault()
    event.stopPropagation()
    switch (id) {
      case 'tags.next':
        return go(rows[at + 1])
      case 'tags.previous':
        return go(rows[at - 1])
      case 'tags.first':
        return go(rows[0])
      case 'tags.last':
        return go(rows.at(-1))
      case 'tags.open':
        return isOpen ? go(rows[at + 1]) : hasBranch ? onToggle(tag.id) : undefined
      case 'tags.close':
        return isOpen ? onToggle(tag.id) : go(rows.find((row) => row.tag.id === parentId))
      case 'tags.choose':
        return onChoose(tag.id, true)
      case 'tags.leave':
        return onLeave()
      default:
        return assertNever(id)
    }
  }
  return (
    <ul ref={tree} className={styles.tree} role="tree" aria-label="Tags" onKeyDown={onKeyDown}>
      {rows.map((row) => (
        <Line
          key={row.tag.id}
          row={row}
          isClosed={closed.has(row.tag.id)}
          isActive={row.tag.id === activeId}
          isStop={row === stop}
          onToggle={() => onToggle(row.tag.id)}
          onChoose={() => {
            onActive(row.tag.id)
            onChoose(row.tag.id, false)
          }}
          onFocus={() => onActive(row.tag.id)}
        />
      ))}
    </ul>
  )
}

function Line({
  row: { tag, name, depth, hasBranch },
  isClosed,
  isActive,
  isStop,
  onToggle,
  onChoose,
  onFocus,
}: {
  row: TagRow
  isClosed: boolean
  isActive: boolean
  isStop: boolean
  onToggle: () => void
  onChoose: () => void
  onFocus: () => void
}) {
  const Chevron = isClosed ? ChevronRight : ChevronDown
  return (
    // The tree answers the keys.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <li
      role="treeitem"
      className={styles.line}
      aria-level={depth + 1}
      aria-expanded={hasBranch ? !isClosed : undefined}
      aria-selected={isActive}
      tabIndex={isStop ? 0 : -1}
      title={tag.definition === '' ? undefined : tag.definition}
      style={{ '--depth': depth } as CSSProperties}
      // The selection and the focus stay in the text: a click tags what is selected there.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      onFocus={onFocus}
    >
      {hasBranch ? (
        // The arrows do the same by keys.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
        <span
          className={styles.chevron}
          onClick={(event) => {
            event.stopPropagation()
            onToggle()
          }}
        >
          <Chevron size={14} strokeWidth={2} aria-hidden="true" />
        </span>
      ) : null}
      {hasBranch && depth === 0 ? null : <TagSample look={tag} />}
      <span className={hasBranch && depth === 0 ? styles.top : styles.name} dir="auto">
        {name.replaceAll('/', ' / ')}
      </span>
      {tag.branchUses === 0 ? null : (
        <span className={styles.count}>
          {tag.branchUses.toLocaleString('en-GB')}
          <span className="visually-hidden">{tag.branchUses === 1 ? ' passage' : ' passages'}</span>
        </span>
      )}
    </li>
  )
}
