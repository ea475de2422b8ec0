/* A native list of suggestions cannot show a count, nor stay open beside its field. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { Folder, Plus } from 'lucide-react'
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
} from 'react'
import type { CollectionMember } from '../../../shared/domain/collection.ts'
import type { CollectionsStore } from '../../stores/collections.ts'
import { sentenceOf } from '../../stores/failure-of.ts'
import { useStore } from '../../stores/store.ts'
import { countOf } from '../../ui/count-of.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import styles from './CollectPicker.module.css'
import { pickerRows, type PickerRow } from './picker-rows.ts'
import { placeBeside } from './place-beside.ts'

/**
 * Choosing the collection that members go into: type, Enter. Not modal: it stands beside what asked
 * for it, and goes when the focus does. What cannot be added is told in it, with what was typed kept.
 */
export function CollectPicker({
  collections: store,
  members,
  beside,
  onAdded,
  onClose,
}: {
  collections: CollectionsStore
  members: readonly CollectionMember[]
  /** What asked for it: it stands there. */
  beside: HTMLElement
  onAdded: (name: string, warnings: readonly string[]) => void
  /** `isLeft`: the focus is somewhere else already. */
  onClose: (isLeft: boolean) => void
}) {
  const { collections, problem } = useStore(store.store)
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const [failure, setFailure] = useState<string | null>(null)
  const [isAdding, setAdding] = useState(false)
  const layer = useRef<HTMLElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  useEffect(() => input.current?.focus({ preventScroll: true }), [])
  usePlaceBeside(layer, beside)
  useHeldFocus(layer)
  const rows = pickerRows(collections, typed)
  const add = async (row: PickerRow | undefined): Promise<void> => {
    if (row === undefined || isAdding) return
    setAdding(true)
    setFailure(null)
    try {
      const { collection, warnings } = await store.add(row.name, members)
      onAdded(collection.name, warnings)
    } catch (problemOfAdding) {
      setFailure(sentenceOf(problemOfAdding))
      setAdding(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setChosen((chosen + step + rows.length) % Math.max(1, rows.length))
    else if (event.key === 'Enter') void add(rows[chosen])
    else if (event.key === 'Escape') onClose(false)
    else return
    event.preventDefault()
  }
  const onBlur = (event: FocusEvent): void => {
    // Another window in front takes no focus of this one away for good.
    if (document.hasFocus()) onClose(event.relatedTarget !== null)
  }
  return (
    <section ref={layer} className={styles.picker} aria-label="Add to a collection">
      <input
        ref={input}
        className={styles.field}
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={rows.length === 0 ? undefined : `${listId}-${chosen}`}
        aria-label={`Collection for ${wordsFor(members)}`}
        placeholder={
          collections.length === 0
            ? 'Name a new collection'
            : 'Find a collection, or name a new one'
        }
        maxLength={200}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      {(failure ?? problem) === null ? null : (
        <p className={styles.failure} role="alert">
          {failure ?? problem}
        </p>
      )}
      <div className={styles.rows} role="listbox" id={listId} aria-label="Collections">
        {rows.map((row, index) => (
          <Line
            key={`${row.kind} ${row.name}`}
            id={`${listId}-${index}`}
            row={row}
            isChosen={index === chosen}
            onHover={() => setChosen(index)}
            onChoose={() => void add(row)}
          />
        ))}
      </div>
      <p className={styles.foot} aria-hidden="true">
        {`Adds ${wordsFor(members)}.`}
        <span>
          <b>Esc</b> back
        </span>
      </p>
    </section>
  )
}

function Line({
  id,
  row,
  isChosen,
  onHover,
  onChoose,
}: {
  id: string
  row: PickerRow
  isChosen: boolean
  onHover: () => void
  onChoose: () => void
}) {
  const Icon = row.kind === 'new' ? Plus : Folder
  return (
    // The input keeps the focus and answers the keys; rows are pointed at by aria-activedescendant.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      className={styles.row}
      role="option"
      aria-selected={isChosen}
      onMouseMove={onHover}
      onClick={onChoose}
    >
      <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
      <span className={styles.name}>
        {row.kind === 'new' ? <span className={styles.new}>New collection</span> : null}
        <span dir="auto">{row.name}</span>
      </span>
      <span className={styles.count}>
        {row.kind === 'new' ? null : row.collection.articles + row.collection.passages}
      </span>
      <span className={styles.key}>{isChosen ? <KeyCap name="Enter" /> : null}</span>
    </div>
  )
}

/** What is added, in words: `2 articles`, `3 passages`. */
function wordsFor(members: readonly CollectionMember[]): string {
  const articles = members.filter(({ annotationId }) => annotationId === null).length
  const passages = members.length - articles
  return [
    ...(articles === 0 ? [] : [countOf(articles, 'article')]),
    ...(passages === 0 ? [] : [countOf(passages, 'passage')]),
  ].join(' and ')
}

/** A click in the layer, beside its field, leaves the focus where it is. */
function useHeldFocus(layer: { current: HTMLElement | null }): void {
  useEffect(() => {
    const own = layer.current
    const hold = (event: MouseEvent): void => {
      if (!(event.target instanceof HTMLInputElement)) event.preventDefault()
    }
    own?.addEventListener('mousedown', hold)
    return () => own?.removeEventListener('mousedown', hold)
  }, [layer])
}

const rowInsetPx = 32

/** Keeps the layer beside what asked for it, whatever scrolls or is resized. */
function usePlaceBeside(layer: { current: HTMLElement | null }, beside: HTMLElement): void {
  useLayoutEffect(() => {
    const own = layer.current
    if (own === null) return undefined
    const place = (): void => {
      const size = { width: own.offsetWidth, height: own.offsetHeight }
      const view = { width: window.innerWidth, height: window.innerHeight }
      const box = beside.getBoundingClientRect()
      // A row reaches from edge to edge; what it says begins further in.
      const inset = beside.role === 'row' ? rowInsetPx : 0
      const from = { left: box.left + inset, top: box.top, right: box.right, bottom: box.bottom }
      const { left, top } = placeBeside(from, size, view)
      own.style.setProperty('--left', `${left}px`)
      own.style.setProperty('--top', `${top}px`)
    }
    place()
    const observer = new ResizeObserver(place)
    observer.observe(own)
    window.addEventListener('scroll', place, { capture: true, passive: true })
    window.addEventListener('resize', place)
    return () => {
      observer.disconnect()
      window.removeEventListener('scroll', place, { capture: true })
      window.removeEventListener('resize', place)
    }
  }, [layer, beside])
}
