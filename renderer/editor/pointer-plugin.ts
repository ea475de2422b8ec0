import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Passage } from '../../shared/anchoring/describe.ts'
import type { Id } from '../../shared/domain/ids.ts'
import type { OffsetMap } from '../../shared/text/offsets.ts'
import { textOf } from '../../shared/text/text-of.ts'
import { offsetAtPoint, passageOfSelection } from './selection.ts'

/** What pointer and selection in the article mean. */
export type PointerEvents = {
  /** Words were selected and the pointer let go. */
  onSelect(passage: Passage): void
  /** A click without a selection: at an offset, on these highlights (empty: none). */
  onClick(offset: number | null, ids: readonly Id[]): void
  /** The pointer is over these highlights now. */
  onHover(ids: readonly Id[]): void
}

/**
 * Long enough for a click that becomes a double click, and for the browser to settle the selection;
 * nothing ever appears under a pointer that is still dragging.
 */
const settleMs = 120

/** Tells of passages selected with the mouse, a finger or a screen reader, and of clicks on highlights. */
export function pointerPlugin(map: OffsetMap, events: PointerEvents): Plugin {
  return new Plugin({
    view(view) {
      const text = textOf(view.state.doc)
      const selected = (): Passage | null =>
        passageOfSelection(view, map, text, view.dom.ownerDocument.getSelection())
      const stop = [listenToSelection(view, selected, events), listenToHover(view, events)]
      const onClick = (event: MouseEvent): void => {
        if (event.target instanceof Element && event.target.closest('.article-header') !== null)
          return
        if (selected() !== null || event.button !== 0) return
        const offset = offsetAtPoint(view, map, { x: event.clientX, y: event.clientY })
        events.onClick(offset, idsAt(event.target))
      }
      view.dom.addEventListener('click', onClick)
      return {
        destroy() {
          view.dom.removeEventListener('click', onClick)
          for (const end of stop) end()
        },
      }
    },
  })
}

/**
 * Reads the selection once it rests: after the pointer is up (which may be anywhere in the window),
 * or after the last `selectionchange` of a caret, a screen reader or a finger. An empty selection is
 * no message: focusing any input empties it.
 */
function listenToSelection(
  view: EditorView,
  selected: () => Passage | null,
  events: PointerEvents,
): () => void {
  const page = view.dom.ownerDocument
  let isDown = false
  let last = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = (): void => {
    timer = undefined
    if (isDown) return
    const passage = selected()
    const key = passage === null ? '' : `${passage.start}-${passage.end}`
    if (passage !== null && key !== last) events.onSelect(passage)
    last = key
  }
  const settle = (): void => {
    clearTimeout(timer)
    timer = setTimeout(tell, settleMs)
  }
  // A key pressed before the selection has settled means the words that are selected now.
  const onKey = (): void => {
    if (timer === undefined) return
    clearTimeout(timer)
    tell()
  }
  const onDown = (event: PointerEvent): void => {
    isDown = true
    // Pressed on a button elsewhere, the same selection is no news.
    if (event.target instanceof Node && view.dom.contains(event.target)) last = ''
  }
  const onUp = (): void => {
    isDown = false
    settle()
  }
  page.addEventListener('pointerdown', onDown, true)
  const listeners = [
    ['pointerup', onUp],
    ['pointercancel', onUp],
    ['selectionchange', settle],
    ['keydown', onKey],
  ] as const
  for (const [name, listener] of listeners) page.addEventListener(name, listener, true)
  return () => {
    clearTimeout(timer)
    page.removeEventListener('pointerdown', onDown, true)
    for (const [name, listener] of listeners) page.removeEventListener(name, listener, true)
  }
}

function listenToHover(view: EditorView, events: PointerEvents): () => void {
  let last = ''
  const tell = (ids: readonly Id[]): void => {
    const key = ids.join(' ')
    if (key !== last) events.onHover(ids)
    last = key
  }
  const onOver = (event: MouseEvent): void => tell(idsAt(event.target))
  const onLeave = (): void => tell([])
  view.dom.addEventListener('mouseover', onOver)
  view.dom.addEventListener('mouseleave', onLeave)
  return () => {
    view.dom.removeEventListener('mouseover', onOver)
    view.dom.removeEventListener('mouseleave', onLeave)
  }
}

function idsAt(target: EventTarget | null): readonly Id[] {
  const mark = target instanceof Element ? target.closest<HTMLElement>('mark[data-ids]') : null
  return mark?.dataset['ids']?.split(' ') ?? []
}
