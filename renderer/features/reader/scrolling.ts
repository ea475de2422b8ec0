import type { Passage } from '../../../shared/anchoring/describe.ts'
import type { Screen } from './reading-session.ts'

/** Room kept free above and below a passage that is scrolled to. */
const marginPx = 72

/** Scrolls as little as needed to show a passage that the reader walked to; never by itself. */
export function reveal({ editor, scroller }: Screen, passage: Passage): void {
  const { top, bottom } = editor.extentOf(passage)
  const view = scroller.getBoundingClientRect()
  const above = view.top + marginPx - top
  const below = bottom - (view.bottom - marginPx)
  if (above > 0) scroller.scrollTop -= above
  else if (below > 0) scroller.scrollTop += Math.min(below, -above)
}

/** Where a walk by keys begins: the first body text on screen. */
export function firstVisibleOffset({ editor, scroller }: Screen): number {
  const { blocks, firstBodyBlock } = editor.structure
  const view = scroller.getBoundingClientRect()
  const body = blocks.slice(firstBodyBlock)
  const first = body.find((block) => editor.extentOf(block).bottom > view.top + 8) ?? body.at(-1)
  if (first === undefined) return 0
  return editor.extentOf(first).top >= view.top
    ? first.start
    : (editor.offsetAt({ x: editor.dom.getBoundingClientRect().left + 4, y: view.top + 24 }) ??
        first.start)
}
