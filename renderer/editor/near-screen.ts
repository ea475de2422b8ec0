import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Passage } from '../../shared/anchoring/describe.ts'
import type { OffsetMap } from '../../shared/text/offsets.ts'
import { drawNear, highlightsKey } from './highlights-plugin.ts'

/** Two screens above and below what is seen. */
const reach = '200% 0px'

/** Has textblocks draw their marks when they come near the screen, and tells `listeners` when some did. */
export function nearScreenPlugin(map: OffsetMap, listeners: ReadonlySet<() => void>): Plugin {
  return new Plugin({
    view(view) {
      const indexOf = new Map<Element, number>()
      const observer = new IntersectionObserver(
        (entries) => {
          const near = entries.filter(({ isIntersecting }) => isIntersecting)
          for (const { target } of near) observer.unobserve(target)
          draw(
            view,
            near.flatMap(({ target }) => indexOf.get(target) ?? []),
          )
        },
        { scrollMargin: reach, rootMargin: reach },
      )
      // ProseMirror has drawn the document by the time its plugins get a view.
      for (const [index, block] of map.blocks.entries()) {
        const element = view.nodeDOM(block.pos - 1)
        if (!(element instanceof Element)) continue
        indexOf.set(element, index)
        observer.observe(element)
      }
      return {
        update(_, before) {
          const { drawn } = highlightsKey.getState(view.state) ?? {}
          if (drawn === highlightsKey.getState(before)?.drawn) return
          for (const tell of listeners) tell()
        },
        destroy: () => observer.disconnect(),
      }
    },
  })
}

function draw(view: EditorView, blocks: readonly number[]): void {
  const drawn = highlightsKey.getState(view.state)?.drawn
  if (view.isDestroyed || blocks.every((index) => drawn?.has(index) === true)) return
  view.dispatch(drawNear(view.state.tr, blocks))
}

/** Draws what is far from the screen too: paper has no screen. */
export function drawAll(view: EditorView, map: OffsetMap): void {
  draw(view, [...map.blocks.keys()])
}

/** Whether a passage begins or ends in a textblock that has its marks. */
export function isDrawn(view: EditorView, map: OffsetMap, passage: Passage): boolean {
  const drawn = highlightsKey.getState(view.state)?.drawn
  if (drawn === undefined || drawn.size === map.blocks.length) return true
  return map.blocks.some(
    ({ start, end }, index) => start < passage.end && passage.start < end && drawn.has(index),
  )
}
