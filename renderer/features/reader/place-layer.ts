import type { Box } from '../../editor/geometry.ts'

/**
 * Where a floating layer stands in the column: `edge` is its top below the passage, its bottom above
 * it. `room` is how high it can be before it leaves the view.
 */
export type LayerPlace = { left: number; edge: number; side: 'below' | 'above'; room: number }

/** Space between a passage and what floats beside it. */
const gap = 8

/**
 * Places a layer beside a passage: left edges equal, inside the column, below unless it fits only
 * above, or unless `avoidBelow` (the line below is highlighted and would be hidden).
 */
export function placeLayer(
  lines: readonly Box[],
  column: Box,
  view: Box,
  size: { width: number; height: number },
  avoidBelow = false,
): LayerPlace {
  const first = lines[0] ?? {
    left: column.left,
    right: column.left,
    top: view.top,
    bottom: view.top,
  }
  const last = lines.at(-1) ?? first
  const roomBelow = view.bottom - last.bottom - gap
  const roomAbove = first.top - view.top - gap
  const fitsBelow = roomBelow >= size.height
  const fitsAbove = roomAbove >= size.height
  const above = fitsAbove ? avoidBelow || !fitsBelow : !fitsBelow && roomAbove > roomBelow
  const anchor = above ? first.left : last.left
  const widest = Math.max(0, column.right - column.left - size.width)
  return {
    left: Math.min(Math.max(0, anchor - column.left), widest),
    edge: above ? first.top - gap - column.top : last.bottom + gap - column.top,
    side: above ? 'above' : 'below',
    room: Math.max(0, above ? roomAbove : roomBelow),
  }
}
