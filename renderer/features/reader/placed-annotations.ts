import { anchor } from '../../../shared/anchoring/anchor.ts'
import type { Passage } from '../../../shared/anchoring/describe.ts'
import type { AnnotationView, ArticleView, TagView } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { compareHighlights, type Highlight } from '../../editor/highlight.ts'

/**
 * An annotation with its passage in the open text. `passage` null: it is about the whole article, or
 * (`isLost`) its words are not in this text.
 */
export type PlacedAnnotation = { view: AnnotationView; passage: Passage | null; isLost: boolean }

/** What was placed for a list of annotations, and for one: both are replaced, never changed in place. */
const lists = new WeakMap<ArticleView['annotations'], PlacedAnnotation[]>()
const places = new WeakMap<AnnotationView, PlacedAnnotation>()

/**
 * The annotations of the open version: on the whole article first, then in the order of the text. The
 * same annotations give the same objects.
 */
export function placedAnnotations(
  article: Pick<ArticleView, 'annotations' | 'text' | 'version'>,
): readonly PlacedAnnotation[] {
  const known = lists.get(article.annotations)
  if (known !== undefined) return known
  const placed = article.annotations
    .filter(
      ({ annotation }) =>
        annotation.removed === null && annotation.target.versionId === article.version.id,
    )
    .map((view) => place(article.text, view))
    .toSorted(comparePlaced)
  lists.set(article.annotations, placed)
  return placed
}

/** One annotation among those placed. */
export function placedById(
  placed: readonly PlacedAnnotation[],
  id: Id,
): PlacedAnnotation | undefined {
  return placed.find(({ view }) => view.annotation.id === id)
}

/** The reader's own annotation on exactly these words; `null` asks for the one on the whole article. */
export function ownAnnotationOn(
  placed: readonly PlacedAnnotation[],
  passage: Passage | null,
): PlacedAnnotation | undefined {
  return placed.find(
    ({ view, passage: own, isLost }) =>
      view.isMine && !isLost && own?.start === passage?.start && own?.end === passage?.end,
  )
}

/**
 * Those with a passage, as the editor draws them; `strong` are chosen or pointed at. A tag that the
 * codebook doesn't hold yet has no line.
 */
export function highlightsOf(
  placed: readonly PlacedAnnotation[],
  tags: readonly TagView[],
  strong: readonly Id[],
): Highlight[] {
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  return placed.flatMap(({ view, passage }) => {
    if (passage === null) return []
    const lines = view.tags.flatMap(({ id }) => {
      const tag = byId.get(id)
      return tag === undefined ? [] : [{ hue: tag.hue, lineStyle: tag.lineStyle }]
    })
    const { id } = view.annotation
    return [{ id, start: passage.start, end: passage.end, lines, isStrong: strong.includes(id) }]
  })
}

/** Places what one reply holds, such as an annotation that was just removed. */
export function place(text: string, view: AnnotationView): PlacedAnnotation {
  const known = places.get(view)
  if (known !== undefined) return known
  const placed = placeAnew(text, view)
  places.set(view, placed)
  return placed
}

function placeAnew(text: string, view: AnnotationView): PlacedAnnotation {
  const { quote, position } = view.annotation.target
  if (quote === null || position === null) return { view, passage: null, isLost: false }
  const anchored = anchor(text, quote, position)
  return anchored.outcome === 'orphan'
    ? { view, passage: null, isLost: true }
    : { view, passage: anchored.passage, isLost: false }
}

/** The order of the list: whole article, then by place, then what was not found. */
export function comparePlaced(a: PlacedAnnotation, b: PlacedAnnotation): number {
  if (a.passage !== null && b.passage !== null)
    return compareHighlights(
      { id: a.view.annotation.id, ...a.passage },
      { id: b.view.annotation.id, ...b.passage },
    )
  return rank(a) - rank(b)
}

function rank({ passage, isLost }: PlacedAnnotation): number {
  if (passage !== null) return 1
  return isLost ? 2 : 0
}
