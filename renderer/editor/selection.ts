import type { EditorView } from 'prosemirror-view'
import { trimPassage, type Passage } from '../../shared/anchoring/describe.ts'
import type { OffsetMap } from '../../shared/text/offsets.ts'

/**
 * The passage that a DOM selection means, or null when it holds no word of the article.
 *
 * A selection that begins above the article or ends below it is taken up to the article's edge.
 */
export function passageOfSelection(
  view: EditorView,
  map: OffsetMap,
  text: string,
  selection: Selection | null,
): Passage | null {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!range.intersectsNode(view.dom)) return null
  const start = view.dom.contains(range.startContainer)
    ? offsetOf(view, map, range.startContainer, range.startOffset)
    : 0
  const end = view.dom.contains(range.endContainer)
    ? offsetOf(view, map, range.endContainer, range.endOffset)
    : text.length
  return trimPassage(text, { start, end })
}

/** The offset of a place in the page that lies inside the article. */
function offsetOf(view: EditorView, map: OffsetMap, node: Node, domOffset: number): number {
  return map.posToOffset(view.posAtDOM(node, domOffset))
}

/** The offset under a point of the screen, or null outside the article's text. */
export function offsetAtPoint(
  view: EditorView,
  map: OffsetMap,
  point: { x: number; y: number },
): number | null {
  const found = view.posAtCoords({ left: point.x, top: point.y })
  return found === null ? null : map.posToOffset(found.pos)
}
