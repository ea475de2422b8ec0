import type { AnnotationView } from '../../../shared/api/views.ts'
import type { Passage } from '../../../shared/anchoring/describe.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { cursorOn, passageOf, type ReadingCursor } from '../../editor/reading-cursor.ts'
import { placedById, type PlacedAnnotation } from './placed-annotations.ts'
import type { NoteSession } from './note-session.ts'

/**
 * What the next key or button is about: nothing, words that were chosen and not kept yet, an
 * annotation, or the whole article. `among` are the annotations that `O` goes through.
 */
export type Subject =
  | { kind: 'nothing' }
  | { kind: 'passage'; cursor: ReadingCursor }
  | { kind: 'annotation'; id: Id; cursor: ReadingCursor | null; among: readonly Id[] }
  | { kind: 'article' }

/** What stands beside the text. */
export type PanelTab = 'codebook' | 'passages'

/** The one thing that floats over the text. */
export type Layer =
  | { kind: 'none' }
  | { kind: 'popover' }
  | { kind: 'picker' }
  | { kind: 'note'; session: NoteSession }
  | { kind: 'removed' }

/**
 * The state of one reading. `failure` is the sentence of the last call that failed, shown beside the
 * passage; `origin` the offset clicked last, where a walk by keys begins.
 */
export type Reading = {
  subject: Subject
  layer: Layer
  isSaving: boolean
  failure: string | null
  hovered: readonly Id[]
  removed: PlacedAnnotation | null
  origin: number | null
}

/** How a reading begins. */
export const atRest: Reading = {
  subject: { kind: 'nothing' },
  layer: { kind: 'none' },
  isSaving: false,
  failure: null,
  hovered: [],
  removed: null,
  origin: null,
}

/** The reading with another subject: what was said of the last one is gone. */
export function turnTo(
  reading: Reading,
  subject: Subject,
  layer: Layer['kind'] = 'popover',
): Reading {
  return {
    ...reading,
    subject,
    layer: layer === 'popover' ? { kind: 'popover' } : { kind: 'none' },
    failure: null,
    removed: null,
  }
}

/** An annotation as the subject, with the reading cursor on its passage. */
export function annotationSubject(placed: PlacedAnnotation, among: readonly Id[] = []): Subject {
  return {
    kind: 'annotation',
    id: placed.view.annotation.id,
    cursor: placed.passage === null ? null : cursorOn(placed.passage),
    among,
  }
}

/** The words that the subject stands on; null for nothing and for the whole article. */
export function passageOfSubject(
  reading: Reading,
  placed: readonly PlacedAnnotation[],
): Passage | null {
  const { subject, layer, removed } = reading
  if (layer.kind === 'removed') return removed?.passage ?? null
  if (subject.kind === 'passage') return passageOf(subject.cursor)
  if (subject.kind === 'annotation') return placedById(placed, subject.id)?.passage ?? null
  return null
}

/** The annotation that the subject is, if it still stands. */
export function annotationOfSubject(
  reading: Reading,
  placed: readonly PlacedAnnotation[],
): AnnotationView | null {
  const { subject } = reading
  return subject.kind === 'annotation' ? (placedById(placed, subject.id)?.view ?? null) : null
}
