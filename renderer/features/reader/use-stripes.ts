import { startTransition, useEffect, useState } from 'react'
import type { TagView } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import type { HighlightLine } from '../../editor/highlight.ts'
import type { ArticleEditor } from '../../editor/view.ts'
import type { Stripe } from './lanes.ts'
import type { PlacedAnnotation } from './placed-annotations.ts'

/** A stripe with what it takes to draw and name it; `label` is empty for a highlight without a tag. */
export type TagStripe = Stripe & {
  annotationId: Id
  line: HighlightLine | null
  stroke: string
  label: string
  path: string
  hasNote: boolean
}

/** The longest name that fits the margin. */
const maxLabelLength = 16

/**
 * The stripes of an article, measured against its text: again when annotations or tags change and
 * when the text is laid out anew (window, fonts, pictures).
 */
export function useStripes(
  editor: ArticleEditor,
  placed: readonly PlacedAnnotation[],
  tags: readonly TagView[],
): { stripes: TagStripe[]; height: number } {
  const [measured, setMeasured] = useState<{ stripes: TagStripe[]; height: number }>({
    stripes: [],
    height: 0,
  })
  useEffect(() => {
    let frame = 0
    const measure = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        const next = measureStripes(editor, placed, tags)
        startTransition(() => setMeasured(next))
      })
    }
    const observer = new ResizeObserver(measure)
    observer.observe(editor.dom)
    // A font that arrives late moves lines without a change of the whole.
    document.fonts.addEventListener('loadingdone', measure)
    measure()
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
      document.fonts.removeEventListener('loadingdone', measure)
    }
  }, [editor, placed, tags])
  return measured
}

function measureStripes(
  editor: ArticleEditor,
  placed: readonly PlacedAnnotation[],
  tags: readonly TagView[],
): { stripes: TagStripe[]; height: number } {
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const box = editor.dom.getBoundingClientRect()
  const stripes = placed.flatMap(({ view, passage }) => {
    if (passage === null) return []
    const extent = editor.extentOf(passage)
    const place = {
      annotationId: view.annotation.id,
      top: Math.round(extent.top - box.top) + 1,
      bottom: Math.round(extent.bottom - box.top) - 1,
    }
    if (view.tags.length === 0) return [plainStripe(place, view.annotation.note !== '')]
    return view.tags.map((tag, index) =>
      tagStripe(place, tag, byId.get(tag.id), index === 0 && view.annotation.note !== ''),
    )
  })
  return { stripes, height: Math.ceil(box.height) }
}

type StripePlace = { annotationId: Id; top: number; bottom: number }

function plainStripe(place: StripePlace, hasNote: boolean): TagStripe {
  return {
    ...place,
    key: `${place.annotationId} plain`,
    tagId: null,
    line: null,
    stroke: 'var(--ink-3)',
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
    line: tag ?? null,
    stroke: tag === undefined ? 'var(--ink-3)' : `var(--hue-${tag.hue})`,
    label: name.length > maxLabelLength ? `${name.slice(0, maxLabelLength - 1).trimEnd()}…` : name,
    path,
    hasNote,
  }
}
