import { useVirtualizer, type Range } from '@tanstack/react-virtual'
import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  type ReactNode,
  type RefObject,
} from 'react'
import { bindKeys } from '../../commands/keymap.ts'
import type { Capture } from '../../stores/captures.ts'
import type { Row } from './library-rows.ts'
import styles from './RowList.module.css'
import { useActiveRow, type ActiveRow } from './use-active-row.ts'

/** Fewer rows are all in the page, where a screen reader's own cursor reaches them. */
const virtualFrom = 500

/** The rows of the Library as a grid walked by keys; the focus is on rows, → goes into their buttons. */
export function RowList({
  rows,
  captures,
  initialKey,
  onOpen,
  children,
}: {
  rows: readonly Row[]
  captures: readonly Capture[]
  /** The row that is active at first. */
  initialKey: string | null
  onOpen: (row: Row) => void
  /** Draws the cells of a row. */
  children: (row: Row, isActive: boolean) => ReactNode
}) {
  const grid = useRef<HTMLTableElement>(null)
  const active = useActiveRow(grid, rows, captures, initialKey)
  const open = useEffectEvent(() => {
    const row = rows[active.index]
    if (row?.kind === 'article') onOpen(row)
    else stepIn(grid.current, 1)
  })
  const move = useEffectEvent((by: number) => active.move(by))
  const moveTo = useEffectEvent((end: 'first' | 'last') => active.moveTo(end))
  useEffect(() => {
    if (grid.current === null) return undefined
    // A place that opens with nothing focused begins at its list.
    if (document.activeElement === document.body) move(0)
    return bindKeys(grid.current, {
      'list.next': () => move(1),
      'list.previous': () => move(-1),
      'list.first': () => moveTo('first'),
      'list.last': () => moveTo('last'),
      'list.open': () => open(),
      'list.into': () => stepIn(grid.current, 1),
      'list.out': () => stepIn(grid.current, -1),
    })
  }, [])
  const isVirtual = rows.length > virtualFrom
  const Rows = isVirtual ? VirtualRows : PlainRows
  return (
    <table
      ref={grid}
      // A table that is walked by keys is a grid.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
      role="grid"
      aria-label="Articles"
      aria-rowcount={isVirtual ? rows.length : undefined}
      className={styles.grid}
      onFocus={active.onFocus}
      onBlur={active.onBlur}
    >
      <Rows rows={rows} active={active} grid={grid}>
        {children}
      </Rows>
    </table>
  )
}

type RowsProps = {
  rows: readonly Row[]
  active: ActiveRow
  grid: RefObject<HTMLTableElement | null>
  children: (row: Row, isActive: boolean) => ReactNode
}

function PlainRows({ rows, active, children }: RowsProps) {
  return (
    <tbody>
      {rows.map((row) => (
        <tr key={row.key} {...rowProps(row, active)}>
          {children(row, row.key === active.key)}
        </tr>
      ))}
    </tbody>
  )
}

function VirtualRows({ rows, active, grid, children }: RowsProps) {
  // The rule guards React's compiler, which isn't used here.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: (index) => (rows[index]?.kind === 'day' ? 30 : 48),
    getItemKey: (index) => rows[index]?.key ?? index,
    // The active row is always in the page, so that the focus has somewhere to be.
    rangeExtractor: (range) => withActive(range, active.index),
    overscan: 16,
  })
  // It draws on its own, after it has measured or scrolled.
  useLayoutEffect(() => active.giveFocus())
  return (
    <tbody className={styles.all} style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const row = rows[index]
        if (row === undefined) return null
        return (
          <tr
            key={key}
            {...rowProps(row, active)}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-rowindex={index + 1}
            style={{ transform: `translateY(${start}px)` }}
          >
            {children(row, row.key === active.key)}
          </tr>
        )
      })}
    </tbody>
  )
}

function withActive({ startIndex, endIndex, overscan, count }: Range, active: number): number[] {
  const first = Math.max(0, startIndex - overscan)
  const last = Math.min(count - 1, endIndex + overscan)
  const indexes = Array.from({ length: last - first + 1 }, (_, place) => first + place)
  if (active < 0 || active >= count || (active >= first && active <= last)) return indexes
  return active < first ? [active, ...indexes] : [...indexes, active]
}

function rowProps(row: Row, active: ActiveRow) {
  const isStop = row.kind !== 'day'
  return {
    role: 'row',
    className: styles.row,
    'data-kind': row.kind,
    'data-key': row.key,
    ...(isStop ? { tabIndex: row.key === active.key ? 0 : -1 } : {}),
  }
}

/** Moves the focus along the row and its buttons; before the first button lies the row itself. */
function stepIn(grid: HTMLElement | null, by: 1 | -1): void {
  const row = document.activeElement?.closest<HTMLElement>('[role="row"]')
  if (grid === null || row === null || row === undefined || !grid.contains(row)) return
  const stops = [row, ...row.querySelectorAll<HTMLElement>('button')]
  const place = stops.findIndex((stop) => stop === document.activeElement)
  stops[Math.max(0, place + by)]?.focus()
}
