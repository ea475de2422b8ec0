/* A native list of suggestions cannot show a sample or a count, nor stay open beside its field. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import {
  useEffect,
  useId,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { assertNever } from '../../shared/errors.ts'
import { commandOf } from '../commands/keymap.ts'
import styles from './Picker.module.css'
import { PickerLine, type PickerLineLook } from './PickerLine.tsx'
import { usePlaceBeside } from './use-place-beside.ts'

const pickerCommands = [
  'picker.next',
  'picker.previous',
  'picker.take',
  'picker.take-and-stay',
  'picker.close',
] as const

/** What a picker offers for what is typed, and what a row of it looks like. */
export type PickerOffer<Row> = {
  rowsFor: (typed: string) => readonly Row[]
  lookOf: (row: Row) => PickerLineLook
  /** Why nothing can be made of what is typed, and what to type instead; null: something can. */
  refusalOf: (typed: string) => string | null
}

/**
 * Choosing one of many by typing: the arrows move, Enter takes the row that is marked, Esc goes back.
 *
 * It isn't modal, and the focus stays in its field throughout. What cannot be taken is told in it, with
 * what was typed kept. It fills the layer that it stands in or, with `beside`, stands at an element.
 */
export function Picker<Row>({
  names,
  offer,
  beside = null,
  failure,
  foot,
  onChoose,
  onKey = () => false,
  onClose,
  onLeave,
}: {
  /** What is read out of the layer, its field and its rows; `placeholder` stands in the empty field. */
  names: { layer: string; field: string; rows: string; placeholder: string }
  offer: PickerOffer<Row>
  beside?: HTMLElement | null
  /** The sentence of what went wrong, until something works. */
  failure: string | null
  foot: ReactNode
  /** `stays`: Ctrl was held. True once the row was taken and the picker is to begin again. */
  onChoose: (row: Row, stays: boolean) => Promise<boolean>
  /** Keys of its own; true when the key was used. */
  onKey?: (event: KeyboardEvent) => boolean
  onClose: () => void
  /** The focus went elsewhere; `isTaken`: something else has it already. */
  onLeave?: (isTaken: boolean) => void
}) {
  const [typed, setTyped] = useState('')
  const [marked, setMarked] = useState(0)
  const layer = useRef<HTMLElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  useEffect(() => input.current?.focus({ preventScroll: true }), [])
  usePlaceBeside(layer, beside)
  useHeldFocus(layer)
  const rows = offer.rowsFor(typed)
  const refusal = offer.refusalOf(typed)
  const chosen = Math.max(0, Math.min(marked, rows.length - 1))
  const choose = async (row: Row | undefined, stays: boolean): Promise<void> => {
    if (row === undefined || !(await onChoose(row, stays))) return
    setTyped('')
    setMarked(0)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const move = (by: number): void =>
      setMarked((chosen + by + rows.length) % Math.max(1, rows.length))
    const take = (stays: boolean): void => void choose(rows[chosen], stays)
    if (!pressKey(event.nativeEvent, { move, take, close: onClose }) && !onKey(event)) return
    event.preventDefault()
  }
  const onBlur = (event: FocusEvent): void => {
    // Another window in front takes no focus of this one away for good.
    if (document.hasFocus()) onLeave?.(event.relatedTarget !== null)
  }
  return (
    <section
      ref={layer}
      className={styles.picker}
      data-beside={beside !== null}
      aria-label={names.layer}
    >
      <input
        ref={input}
        className={styles.field}
        type="text"
        role="combobox"
        aria-expanded={rows.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={rows.length === 0 ? undefined : `${listId}-${chosen}`}
        aria-label={names.field}
        aria-describedby={refusal === null ? undefined : `${listId}-refusal`}
        placeholder={names.placeholder}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setMarked(0)
        }}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      {failure === null ? null : (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      <output className={styles.refusal} id={`${listId}-refusal`}>
        {refusal}
      </output>
      <div className={styles.rows} role="listbox" id={listId} aria-label={names.rows}>
        {rows.map((row, index) => {
          const { key, ...look } = offer.lookOf(row)
          return (
            <PickerLine
              key={key}
              id={`${listId}-${index}`}
              look={look}
              isChosen={index === chosen}
              onHover={() => setMarked(index)}
              onChoose={(stays) => void choose(row, stays)}
            />
          )
        })}
      </div>
      <p className={styles.foot} aria-hidden="true">
        {foot}
      </p>
    </section>
  )
}

/** Does what a key means in every picker; false: nothing. */
function pressKey(
  event: globalThis.KeyboardEvent,
  { move, take, close }: { move(by: number): void; take(stays: boolean): void; close(): void },
): boolean {
  const command = commandOf(event, pickerCommands)
  switch (command) {
    case null:
      return false
    case 'picker.next':
      move(1)
      return true
    case 'picker.previous':
      move(-1)
      return true
    case 'picker.take':
      take(false)
      return true
    case 'picker.take-and-stay':
      take(true)
      return true
    case 'picker.close':
      close()
      return true
    default:
      return assertNever(command)
  }
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
