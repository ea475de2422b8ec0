import { useEffect, useEffectEvent, useLayoutEffect, type RefObject } from 'react'
import type { ListPlace } from '../../shared/domain/session.ts'
import type { Store } from '../stores/store.ts'
import type { ListRow } from './use-active-row.ts'

/**
 * Scrolls a list to the row where `place` says it was, once, and keeps that up while it is scrolled and
 * walked: by row, since every window has other heights. Where the active row is out of sight the row at
 * the top stands for it, so that the keyboard begins at what is seen.
 */
export function useListPlace<Row extends ListRow>(
  grid: RefObject<HTMLElement | null>,
  { rows, heightOf }: { rows: readonly Row[]; heightOf: (row: Row) => number },
  activeKey: string | null,
  place: Store<ListPlace | null> | undefined,
): void {
  const restore = useEffectEvent(() => {
    const top = place?.get()?.top
    const index = rows.findIndex(({ key }) => key === top)
    const own = grid.current
    if (own === null || index < 1) return
    const row = rowsOf(own).find(({ dataset }) => dataset['key'] === top)
    const isLaidOut = row !== undefined && row.dataset['index'] === undefined
    // A row of a virtual list may not be in the page yet.
    const down = isLaidOut
      ? row.getBoundingClientRect().top - own.getBoundingClientRect().top
      : rows.slice(0, index).reduce((sum, each) => sum + heightOf(each), 0)
    own.scrollBy({ top: down, behavior: 'instant' })
  })
  const keep = useEffectEvent(() => {
    if (grid.current === null) return
    const now = placeOf(grid.current, activeKey)
    if (now === null || place === undefined) return
    place.set((last) => (last?.top === now.top && last.active === now.active ? last : now))
  })
  useLayoutEffect(() => restore(), [])
  useEffect(() => {
    const own = grid.current
    if (own === null) return undefined
    let frame: number | null = null
    const onScroll = (): void => {
      frame ??= requestAnimationFrame(() => {
        frame = null
        keep()
      })
    }
    own.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      own.removeEventListener('scroll', onScroll)
      if (frame !== null) cancelAnimationFrame(frame)
    }
  }, [grid])
  useEffect(() => keep(), [activeKey])
}

function placeOf(grid: HTMLElement, activeKey: string | null): ListPlace | null {
  const view = grid.getBoundingClientRect()
  const rows = rowsOf(grid)
  const top = rows.find((row) => row.getBoundingClientRect().bottom > view.top + 1)
  const key = top?.dataset['key']
  if (key === undefined) return null
  const active = rows.find(({ dataset }) => dataset['key'] === activeKey)?.getBoundingClientRect()
  const isSeen = active !== undefined && active.bottom > view.top && active.top < view.bottom
  return { top: key, active: isSeen ? activeKey : key }
}

function rowsOf(grid: HTMLElement): HTMLElement[] {
  return [...grid.querySelectorAll<HTMLElement>('[data-key]')]
}
