import type { EditorView } from 'prosemirror-view'
import type { Passage } from '../../shared/anchoring/describe.ts'
import type { OffsetMap } from '../../shared/text/offsets.ts'

/** A box on the screen, in CSS pixels of the window. */
export type Box = { left: number; right: number; top: number; bottom: number }

/** The DOM range of a passage. */
export function rangeOf(view: EditorView, map: OffsetMap, passage: Passage): Range {
  const range = document.createRange()
  const start = view.domAtPos(map.offsetToPos(passage.start, 'start'), 1)
  const end = view.domAtPos(map.offsetToPos(passage.end, 'end'), -1)
  range.setStart(start.node, start.offset)
  range.setEnd(end.node, end.offset)
  return range
}

/** The lines of a passage as boxes, from first to last; empty when it is not laid out. */
export function linesOf(view: EditorView, map: OffsetMap, passage: Passage): Box[] {
  const lines: Box[] = []
  for (const rect of rangeOf(view, map, passage).getClientRects()) {
    if (rect.width === 0) continue
    const last = lines.at(-1)
    const middle = (rect.top + rect.bottom) / 2
    if (last !== undefined && middle < last.bottom && middle > last.top) {
      last.left = Math.min(last.left, rect.left)
      last.right = Math.max(last.right, rect.right)
    } else {
      lines.push({ left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom })
    }
  }
  return lines
}

/** From the top of a passage's first line to the foot of its last, measured at its two ends. */
export function extentOf(
  view: EditorView,
  map: OffsetMap,
  passage: Passage,
): Pick<Box, 'top' | 'bottom'> {
  const first = view.coordsAtPos(map.offsetToPos(passage.start, 'start'), 1)
  const last = view.coordsAtPos(map.offsetToPos(passage.end, 'end'), -1)
  return { top: first.top, bottom: last.bottom }
}
