import type { EditorView } from 'prosemirror-view'
import type { Passage } from '../../shared/anchoring/describe.ts'
import type { OffsetMap } from '../../shared/text/offsets.ts'
import { rangeOf } from './geometry.ts'

/**
 * What is painted for a while and never written: `pending` is the passage that is chosen and not kept yet.
 *
 * Chromium draws every underline beneath a `::highlight` in the colour of the text, so what must keep
 * the hues of its tags (an annotation that is chosen or pointed at) is a class of its marks instead.
 */
export type LayerName = 'pending'

/** Paints transient layers by the CSS Custom Highlight API: they survive a change of focus. */
export type Layers = {
  paint(name: LayerName, passages: readonly Passage[]): void
  /** After ProseMirror redrew: ranges into replaced text nodes are dead and are made anew. */
  repaint(): void
  clear(): void
}

/** Makes the layers of one article. Where the browser has no such API only they are missing. */
export function createLayers(view: EditorView, map: OffsetMap): Layers {
  const painted = new Map<LayerName, readonly Passage[]>()
  const isSupported = 'highlights' in CSS
  const draw = (name: LayerName, passages: readonly Passage[]): void => {
    if (!isSupported) return
    if (passages.length === 0) CSS.highlights.delete(name)
    else
      CSS.highlights.set(
        name,
        new Highlight(...passages.map((passage) => rangeOf(view, map, passage))),
      )
  }
  return {
    paint(name, passages) {
      painted.set(name, passages)
      draw(name, passages)
    },
    repaint() {
      for (const [name, passages] of painted) draw(name, passages)
    },
    clear() {
      for (const name of painted.keys()) draw(name, [])
      painted.clear()
    },
  }
}
