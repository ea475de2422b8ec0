import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react'
import type { ListPlace } from '../../shared/domain/session.ts'
import { bindKeys } from '../commands/keymap.ts'
import type { Actions } from '../commands/registry.ts'
import type { Store } from '../stores/store.ts'
import styles from './RowList.module.css'
import { PlainRows, VirtualRows } from './rows.tsx'
import { useActiveRow, type ListRow, type RowKinds } from './use-active-row.ts'
import { useListPlace } from './use-list-place.ts'

/** Fewer rows are all in the page, where a screen reader's own cursor reaches them. */
const virtualFrom = 500

/** What keys do to the active row; `element` is that row, so that a layer can stand beside it. */
export type RowCommands<Row> = Partial<
  Record<
    'list.mark' | 'list.tag' | 'list.collect' | 'list.export' | 'list.retry' | 'list.saved',
    (row: Row, element: HTMLElement) => void
  >
>

/** A list as a grid walked by keys; the focus is on rows, → goes into their buttons. */
export function RowList<Row extends ListRow>({
  label,
  rows,
  isStop,
  isMarked,
  successorOf,
  initialKey,
  place,
  heightOf,
  hasStickyHeads = false,
  rowClass,
  rowCommands = {},
  takesCommands = () => true,
  onOpen,
  children,
}: RowKinds<Row> & {
  label: string
  /** Absent: rows of this list can't be marked. */
  isMarked?: (row: Row) => boolean
  /** The row that is active at first. */
  initialKey: string | null
  /** Where the list was left; it goes on there, and keeps it up. */
  place?: Store<ListPlace | null>
  /** The height that a row will about have, in CSS pixels. */
  heightOf: (row: Row) => number
  /** Whether a head stays at the top while its rows scroll. */
  hasStickyHeads?: boolean
  rowClass: (row: Row) => string | undefined
  rowCommands?: RowCommands<Row>
  /** Whether a row is one that a command of `rowCommands` does something with. */
  takesCommands?: (row: Row, id: keyof RowCommands<Row>) => boolean
  /** Opens a row; false when it can't be: then its first button gets the focus. */
  onOpen: (row: Row) => boolean
  /** Draws the cells of a row. */
  children: (row: Row, isActive: boolean) => ReactNode
}) {
  const grid = useRef<HTMLTableElement>(null)
  const active = useActiveRow(
    grid,
    { rows, isStop, successorOf },
    place?.get()?.active ?? initialKey,
  )
  useListPlace(grid, { rows, heightOf }, active.key, place)
  const activeElement = (): HTMLElement | null => rowElement(grid.current, active.key)
  const open = useEffectEvent(() => {
    const row = rows[active.index]
    if (row === undefined || !onOpen(row)) stepIn(activeElement(), 1)
  })
  const step = useEffectEvent((by: 1 | -1) => stepIn(activeElement(), by))
  const move = useEffectEvent((by: number) => active.move(by))
  const moveTo = useEffectEvent((end: 'first' | 'last') => active.moveTo(end))
  const run = useEffectEvent((id: keyof RowCommands<Row>) => {
    const row = rows[active.index]
    const element = activeElement()
    if (row !== undefined && element !== null) rowCommands[id]?.(row, element)
  })
  const refusal = useEffectEvent((id: keyof RowCommands<Row>): string | null => {
    const row = rows[active.index]
    return row === undefined || !takesCommands(row, id) ? 'not with this row' : null
  })
  const boundCommands = Object.keys(rowCommands).join(' ')
  useEffect(() => {
    // A place that opens with nothing focused, or only its heading, begins at its list.
    if (document.activeElement?.matches('body, h1') === true) move(0)
  }, [])
  useEffect(() => {
    if (grid.current === null) return undefined
    const ids = boundCommands.split(' ').filter((id): id is keyof RowCommands<Row> => id !== '')
    const own: Actions = Object.fromEntries(
      ids.map((id) => [id, { run: () => run(id), refusal: () => refusal(id) }]),
    )
    return bindKeys(grid.current, {
      'list.next': () => move(1),
      'list.previous': () => move(-1),
      'list.first': () => moveTo('first'),
      'list.last': () => moveTo('last'),
      'list.open': () => open(),
      'list.into': () => step(1),
      'list.out': () => step(-1),
      ...own,
    })
  }, [boundCommands])
  const isVirtual = rows.length > virtualFrom
  const Rows = isVirtual ? VirtualRows : PlainRows
  return (
    <table
      ref={grid}
      // A table that is walked by keys is a grid.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
      role="grid"
      aria-label={label}
      aria-rowcount={isVirtual ? rows.length : undefined}
      aria-multiselectable={isMarked === undefined ? undefined : true}
      className={styles.grid}
      data-sticky-heads={hasStickyHeads}
      onFocus={active.onFocus}
      onBlur={active.onBlur}
    >
      <Rows
        rows={rows}
        active={active}
        grid={grid}
        look={{ isStop, isMarked, heightOf, hasStickyHeads, rowClass }}
      >
        {children}
      </Rows>
    </table>
  )
}

function rowElement(grid: HTMLElement | null, key: string | null): HTMLElement | null {
  if (grid === null || key === null) return null
  return grid.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
}

/** Moves the focus along a row, its buttons and the links of its note; first comes the row itself. */
function stepIn(row: HTMLElement | null, by: 1 | -1): void {
  if (row === null) return
  const stops = [row, ...row.querySelectorAll<HTMLElement>('button, a[tabindex="0"]')]
  const place = stops.findIndex((stop) => stop === document.activeElement)
  stops[Math.max(0, place + by)]?.focus()
}
