import { useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useLayoutEffect, type ReactNode, type RefObject } from 'react'
import styles from './RowList.module.css'
import type { ActiveRow, ListRow } from './use-active-row.ts'

/** How rows are drawn: see the properties of the same names of the list. */
export type RowLook<Row> = {
  isStop: (row: Row) => boolean
  isMarked: ((row: Row) => boolean) | undefined
  heightOf: (row: Row) => number
  hasStickyHeads: boolean
  rowClass: (row: Row) => string | undefined
}

type RowsProps<Row> = {
  rows: readonly Row[]
  active: ActiveRow
  grid: RefObject<HTMLTableElement | null>
  look: RowLook<Row>
  children: (row: Row, isActive: boolean) => ReactNode
}

/** All rows, in the page. */
export function PlainRows<Row extends ListRow>({ rows, active, look, children }: RowsProps<Row>) {
  return (
    <tbody>
      {rows.map((row) => (
        <tr key={row.key} {...rowProps(row, active, look)}>
          {children(row, row.key === active.key)}
        </tr>
      ))}
    </tbody>
  )
}

/** Only the rows near what is scrolled to, the active one, and the head that sticks. */
export function VirtualRows<Row extends ListRow>(props: RowsProps<Row>) {
  const { rows, active, grid, look, children } = props
  const headAt = (index: number): number =>
    look.hasStickyHeads ? rows.findLastIndex((row, at) => at <= index && !look.isStop(row)) : -1
  // The rule guards React's compiler, which isn't used here.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: (index) => {
      const row = rows[index]
      return row === undefined ? 0 : look.heightOf(row)
    },
    getItemKey: (index) => rows[index]?.key ?? index,
    // The active row is always in the page, so that the focus has somewhere to be.
    rangeExtractor: (range) => rangeWith(range, [active.index, headAt(range.startIndex)]),
    overscan: 16,
  })
  const stuck = headAt(virtualizer.range?.startIndex ?? 0)
  // It draws on its own, after it has measured or scrolled.
  useLayoutEffect(() => active.giveFocus())
  return (
    <tbody className={styles.all} style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const row = rows[index]
        if (row === undefined) return null
        const isStuck = index === stuck
        return (
          <tr
            key={key}
            {...rowProps(row, active, look)}
            ref={virtualizer.measureElement}
            data-index={index}
            data-stuck={isStuck}
            aria-rowindex={index + 1}
            style={isStuck ? undefined : { transform: `translateY(${start}px)` }}
          >
            {children(row, row.key === active.key)}
          </tr>
        )
      })}
    </tbody>
  )
}

function rangeWith({ startIndex, endIndex, overscan, count }: Range, extra: number[]): number[] {
  const first = Math.max(0, startIndex - overscan)
  const last = Math.min(count - 1, endIndex + overscan)
  const indexes = new Set(Array.from({ length: last - first + 1 }, (_, place) => first + place))
  for (const index of extra) if (index >= 0 && index < count) indexes.add(index)
  return [...indexes].sort((a, b) => a - b)
}

function rowProps<Row extends ListRow>(row: Row, active: ActiveRow, look: RowLook<Row>) {
  const isStop = look.isStop(row)
  return {
    role: 'row',
    className: [styles.row, look.rowClass(row)].filter((name) => name !== undefined).join(' '),
    'data-head': !isStop,
    'data-key': row.key,
    ...(isStop ? { tabIndex: row.key === active.key ? 0 : -1 } : {}),
    ...(isStop && look.isMarked !== undefined ? { 'aria-selected': look.isMarked(row) } : {}),
  }
}
