import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { createPortal } from 'react-dom'
import type { ArticleEditor } from '../../editor/view.ts'
import { useStore } from '../../stores/store.ts'
import styles from './FloatingLayer.module.css'
import { NoteEditor } from './NoteEditor.tsx'
import { placeLayer } from './place-layer.ts'
import type { PlacedAnnotation } from './placed-annotations.ts'
import { passageOfSubject, type Layer } from './reading.ts'
import type { ReadingSession } from './reading-session.ts'
import { Removed } from './Removed.tsx'
import { SelectionPopover } from './SelectionPopover.tsx'
import { TagPicker } from './TagPicker.tsx'
import { useIsNarrow } from './use-is-narrow.ts'
import { idsOn } from './walking.ts'

/** The height that a layer needs: it chooses its side by that and doesn't jump while its rows change. */
const roomFor = { picker: 280, note: 180, popover: 36, removed: 36, none: 0 }

/**
 * The one layer over the text: popover, tag picker, note or “Removed”. Not modal; it stands beside
 * the passage, inside the column, and moves with the text. On a narrow window it is a sheet below.
 */
export function FloatingLayer({
  session,
  editor,
  placed,
  column,
  scroller,
  isPanelOpen,
}: {
  session: ReadingSession
  editor: ArticleEditor
  placed: readonly PlacedAnnotation[]
  column: HTMLElement
  scroller: RefObject<HTMLElement | null>
  isPanelOpen: boolean
}) {
  const reading = useStore(session.reading)
  const isNarrow = useIsNarrow()
  const element = useRef<HTMLDivElement>(null)
  const { layer, subject } = reading
  // On a narrow window the list is a sheet as well, and says itself what can be done with a passage.
  const isPopoverShown = subject.kind !== 'nothing' && !(isNarrow && isPanelOpen)
  const isShown = layer.kind !== 'none' && (layer.kind !== 'popover' || isPopoverShown)
  const passage = passageOfSubject(reading, placed)
  const start = passage?.start
  const end = passage?.end
  useLayoutEffect(() => {
    const own = element.current
    const view = scroller.current?.getBoundingClientRect()
    if (own === null || view === undefined || isNarrow) return
    const lines =
      start === undefined || end === undefined
        ? [editor.headerSlot.getBoundingClientRect()]
        : editor.linesOf({ start, end })
    const box = column.getBoundingClientRect()
    // A popover grows by the sentence on what went wrong, which nobody may miss.
    const grown = layer.kind === 'popover' ? own.offsetHeight : 0
    const size = { width: own.offsetWidth, height: Math.max(roomFor[layer.kind], grown) }
    const avoid = layer.kind === 'popover' && isHighlightedBelow(editor, placed, lines, box)
    const { left, edge, side, room } = placeLayer(lines, box, view, size, avoid)
    own.style.left = `${left}px`
    own.style.top = `${edge}px`
    own.style.maxHeight = `${Math.max(room, size.height)}px`
    own.dataset['side'] = side
  })
  useReturnOfFocus(layer.kind, editor)
  if (!isShown) return null
  const host = isNarrow ? scroller.current?.parentElement : column
  if (host === null || host === undefined) return null
  return createPortal(
    <div ref={element} className={isNarrow ? styles.sheet : styles.layer} data-print="no">
      <Content session={session} layer={layer} placed={placed} />
    </div>,
    host,
  )
}

function Content({
  session,
  layer,
  placed,
}: {
  session: ReadingSession
  layer: Layer
  placed: readonly PlacedAnnotation[]
}) {
  switch (layer.kind) {
    case 'none':
      return null
    case 'popover':
      return <SelectionPopover session={session} placed={placed} />
    case 'picker':
      return <TagPicker session={session} placed={placed} />
    case 'note':
      return <NoteEditor session={session} note={layer.session} />
    case 'removed':
      return <Removed session={session} />
  }
}

/** When a layer that had the focus is gone, the focus is in the text again, never on the page itself. */
function useReturnOfFocus(kind: Layer['kind'], editor: ArticleEditor): void {
  const last = useRef(kind)
  useEffect(() => {
    const wasOpen = last.current !== 'none' && last.current !== kind
    last.current = kind
    const { activeElement } = document
    const isLost = activeElement === null || activeElement === document.body
    if (wasOpen && isLost && kind !== 'picker' && kind !== 'note') editor.focus()
  }, [kind, editor])
}

type Line = { top: number; bottom: number }

/** Whether the line under a passage is highlighted and the one over it is not. */
function isHighlightedBelow(
  editor: ArticleEditor,
  placed: readonly PlacedAnnotation[],
  lines: readonly Line[],
  box: { left: number; right: number },
): boolean {
  const first = lines[0]
  const last = lines.at(-1)
  if (first === undefined || last === undefined) return false
  const isMarked = (y: number): boolean => {
    const start = editor.offsetAt({ x: box.left + 2, y })
    const end = editor.offsetAt({ x: box.right - 2, y })
    return start !== null && end !== null && start < end && idsOn(placed, { start, end }).length > 0
  }
  const step = last.bottom - last.top
  return isMarked(last.bottom + step / 2) && !isMarked(first.top - step / 2)
}
