import { startTransition, useEffect, useMemo, useReducer, useState } from 'react'
import type { Passage } from '../../../shared/anchoring/describe.ts'
import type { TagView } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import type { ArticleEditor } from '../../editor/view.ts'
import type { TagLook } from '../../ui/TagSample.tsx'
import type { Stripe } from './lanes.ts'
import type { PlacedAnnotation } from './placed-annotations.ts'

/** A stripe with what it takes to draw and name it; `label` is empty for a highlight without a tag. */
export type TagStripe = Stripe & {
  annotationId: Id
  passage: Passage
  look: TagLook | null
  label: string
  path: string
  hasNote: boolean
}

/** The longest name that fits the margin. */
const maxLabelLength = 16

type Measured = { stripes: TagStripe[]; height: number }

/**
 * The stripes of an article, measured against its text: again when annotations or tags change and
 * when the text is laid out anew (window, fonts, pictures). Where there are very many, those near the
 * screen come first, and the others when the window has nothing else to do.
 */
export function useStripes(
  editor: ArticleEditor,
  placed: readonly PlacedAnnotation[],
  tags: readonly TagView[],
): Measured {
  const [measured, setMeasured] = useState<Measured>({ stripes: [], height: 0 })
  useEffect(() => {
    let frame = 0
    let afterPaint: ReturnType<typeof setTimeout> | undefined
    let idle = 0
    const stop = (): void => {
      cancelAnimationFrame(frame)
      clearTimeout(afterPaint)
      cancelIdleCallback(idle)
    }
    const show = (list: readonly PlacedAnnotation[]): void => {
      const next = measureStripes(editor, list, tags)
      startTransition(() => setMeasured(next))
    }
    const measure = (): void => {
      stop()
      // The text is painted first; a task that a frame begins runs after it.
      frame = requestAnimationFrame(() => {
        afterPaint = setTimeout(() => {
          const near = placed.filter(({ passage }) => passage !== null && editor.isDrawn(passage))
          show(near)
          if (near.length < placed.length)
            idle = requestIdleCallback(() => show(placed), { timeout: 2_000 })
        })
      })
    }
    const observer = new ResizeObserver(measure)
    observer.observe(editor.dom)
    // A font that arrives late moves lines without a change of the whole.
    document.fonts.addEventListener('loadingdone', measure)
    measure()
    return () => {
      stop()
      observer.disconnect()
      document.fonts.removeEventListener('loadingdone', measure)
    }
  }, [editor, placed, tags])
  return measured
}

/** Those of the stripes that are to be drawn now; the same ones until the editor draws more. */
export function useDrawnStripes<Item extends TagStripe>(
  editor: ArticleEditor,
  stripes: readonly Item[],
): readonly Item[] {
  const [drawings, countDrawing] = useReducer((count: number) => count + 1, 0)
  useEffect(() => editor.onDrawn(() => startTransition(countDrawing)), [editor])
  return useMemo(
    () => stripes.filter(({ passage }) => editor.isDrawn(passage)),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what is drawn is the editor's own state
    [editor, stripes, drawings],
  )
}

function measureStripes(
  editor: ArticleEditor,
  placed: readonly PlacedAnnotation[],
  tags: readonly TagView[],
): Measured {
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const box = editor.dom.getBoundingClientRect()
  const stripes = placed.flatMap(({ view, passage }) => {
    if (passage === null) return []
    const extent = editor.extentOf(passage)
    const place = {
      annotationId: view.annotation.id,
      passage,
      top: Math.round(extent.top - box.top) + 1,
      bottom: Math.max(
        Math.round(extent.bottom - box.top) - 1,
        Math.round(extent.top - box.top) + 1,
      ),
    }
    if (view.tags.length === 0) return [plainStripe(place, view.annotation.note !== '')]
    return view.tags.map((tag, index) =>
      tagStripe(place, tag, byId.get(tag.id), index === 0 && view.annotation.note !== ''),
    )
  })
  return { stripes, height: Math.ceil(box.height) }
}

type StripePlace = Pick<TagStripe, 'annotationId' | 'passage' | 'top' | 'bottom'>

function plainStripe(place: StripePlace, hasNote: boolean): TagStripe {
  return {
    ...place,
    key: `${place.annotationId} plain`,
    tagId: null,
    look: null,
    label: hasNote ? 'Note' : '',
    path: 'Highlight without a tag',
    hasNote,
  }
}

function tagStripe(
  place: StripePlace,
  { id, path }: { id: Id; path: string },
  tag: TagView | undefined,
  hasNote: boolean,
): TagStripe {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return {
    ...place,
    key: `${place.annotationId} ${id}`,
    tagId: id,
    look: tag ?? null,
    label: name.length > maxLabelLength ? `${name.slice(0, maxLabelLength - 1).trimEnd()}…` : name,
    path,
    hasNote,
  }
}
