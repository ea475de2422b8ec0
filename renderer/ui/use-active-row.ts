import { useLayoutEffect, useRef, useState, type FocusEvent, type RefObject } from 'react'

/** A row of a list; its key is its own for as long as the list lives. */
export type ListRow = { readonly key: string }

/** The row that the keyboard is on, and ways to move it. */
export type ActiveRow = {
  key: string | null
  index: number
  /** Moves by so many rows, stopping at the ends. */
  move: (by: number) => void
  moveTo: (end: 'first' | 'last') => void
  /** Focuses the active row if it should have the focus: for rows that are drawn later. */
  giveFocus: () => void
  onFocus: (event: FocusEvent) => void
  onBlur: (event: FocusEvent) => void
}

/** What a list must know of its rows to keep one of them active. */
export type RowKinds<Row extends ListRow> = {
  rows: readonly Row[]
  /** Whether the keyboard stops at a row; it passes over heads. */
  isStop: (row: Row) => boolean
  /** The row that a row turned into, one step; null where it is just gone. */
  successorOf?: ((key: string) => string | null) | undefined
}

/**
 * Keeps one row of a grid active, and the focus with it: when the row under the focus turns into
 * another one or goes away, its successor or its neighbour gets the focus, never the page.
 */
export function useActiveRow<Row extends ListRow>(
  grid: RefObject<HTMLElement | null>,
  { rows, isStop, successorOf }: RowKinds<Row>,
  initialKey: string | null,
): ActiveRow {
  const [active, setActive] = useState({ key: initialKey, place: 0 })
  const hasFocus = useRef(false)
  const mustFocus = useRef(false)
  const stops = rows.filter(isStop)
  const key = resolve(active, stops, successorOf)
  const place = stops.findIndex((row) => row.key === key)
  if (key !== active.key || place !== active.place) setActive({ key, place })
  const giveFocus = (): void => {
    const isLost = hasFocus.current && document.activeElement === document.body
    if (key === null || !(mustFocus.current || isLost)) return
    const row = grid.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
    if (row === null || row === undefined) return
    mustFocus.current = false
    row.focus({ preventScroll: true })
    row.scrollIntoView({ block: 'nearest' })
  }
  useLayoutEffect(() => giveFocus())
  const go = (index: number): void => {
    const next = Math.min(Math.max(index, 0), stops.length - 1)
    const row = stops[next]
    if (row === undefined) return
    mustFocus.current = true
    // A new object, so that the focus is given even to the row that is active already.
    setActive({ key: row.key, place: next })
  }
  return {
    key,
    index: rows.findIndex((row) => row.key === key),
    move: (by) => go(place + by),
    moveTo: (end) => go(end === 'first' ? 0 : stops.length - 1),
    giveFocus,
    onFocus(event) {
      hasFocus.current = true
      const focused = event.target.closest<HTMLElement>('[data-key]')?.dataset['key']
      const next = stops.findIndex((row) => row.key === focused)
      const row = stops[next]
      if (row !== undefined && next !== place) setActive({ key: row.key, place: next })
    },
    onBlur(event) {
      // A removed element blurs too: then the focus is to be given back, so it isn't forgotten yet.
      const left = event.target
      queueMicrotask(() => {
        const isInside = grid.current?.contains(document.activeElement) === true
        if (left.isConnected && !isInside) hasFocus.current = false
      })
    },
  }
}

function resolve(
  active: { key: string | null; place: number },
  stops: readonly ListRow[],
  successorOf: (key: string) => string | null = () => null,
): string | null {
  const isThere = (key: string): boolean => stops.some((row) => row.key === key)
  let { key } = active
  // Each step leads to a row that began later, so the walk ends.
  while (key !== null && !isThere(key)) key = successorOf(key)
  if (key !== null) return key
  return stops[Math.min(Math.max(active.place, 0), stops.length - 1)]?.key ?? null
}
