import { cursorOn } from '../../editor/reading-cursor.ts'
import { nextStep } from '../../stores/undo-history.ts'
import type { AnnotationOutcome } from '../../stores/undo-outcome.ts'
import { tellFailure } from './marking.ts'
import { place, placedById, type PlacedAnnotation } from './placed-annotations.ts'
import { annotationSubject, passageOfSubject, turnTo, type Reading } from './reading.ts'
import { articleOf, placedIn, type ReadingSession } from './reading-session.ts'

/** Keeps what the reader holds up with undo and redo, in whatever place they are asked for. */
export function followUndo(session: ReadingSession): () => void {
  const stops = [
    session.undo.history.subscribe(() => dropStaleRemoval(session)),
    session.undo.follow((outcome) => {
      if (outcome.kind === 'nothing') return false
      if (outcome.kind === 'refused') return showRefusal(session, outcome)
      const article = articleOf(session)
      const { view } = outcome
      if (article !== null && view.annotation.target.versionId === article.version.id)
        session.reading.set((reading) =>
          afterStep(reading, place(article.text, view), placedIn(session)),
        )
      return false
    }),
  ]
  return () => stops.forEach((stop) => stop())
}

/** “Removed. Undo” stands only while undo would bring back just that. */
function dropStaleRemoval(session: ReadingSession): void {
  const step = nextStep(session.undo.history.get(), 'undo')
  session.reading.set((reading) => {
    const { removed, layer } = reading
    if (removed === null) return reading
    const isNext =
      step?.kind === 'annotation' &&
      step.annotationId === removed.view.annotation.id &&
      step.redo.removed === true
    if (isNext) return reading
    return { ...reading, removed: null, layer: layer.kind === 'removed' ? { kind: 'none' } : layer }
  })
}

/**
 * What is held once an annotation was changed by a step. Where it is gone, its words stay chosen; where
 * nothing else is held, it is held itself. A note with words that are not kept yet is left alone.
 */
function afterStep(
  reading: Reading,
  changed: PlacedAnnotation,
  placed: readonly PlacedAnnotation[],
): Reading {
  const { subject, layer } = reading
  const { annotation } = changed.view
  const { passage } = changed
  if (layer.kind === 'note' && layer.session.hasUnsaved()) return reading
  const isHeld = subject.kind === 'annotation' && subject.id === annotation.id
  if (annotation.removed !== null) {
    if (!isHeld) return reading
    if (passage === null) return turnTo(reading, { kind: 'nothing' }, 'none')
    return turnTo(reading, { kind: 'passage', cursor: cursorOn(passage) }, 'none')
  }
  if (isHeld) {
    const kept = annotationSubject(changed, subject.among)
    // The note on screen is no longer what is kept.
    return { ...reading, subject: kept, layer: layer.kind === 'note' ? { kind: 'none' } : layer }
  }
  if (passage === null) return reading
  const words = passageOfSubject(reading, placed)
  const isOnItsWords =
    subject.kind === 'passage' && words?.start === passage.start && words.end === passage.end
  return subject.kind === 'nothing' || isOnItsWords
    ? turnTo(reading, annotationSubject(changed), 'none')
    : reading
}

/** Shows a refusal beside its passage, where that is or can be what the reader holds. */
function showRefusal(
  session: ReadingSession,
  { step, sentence }: Extract<AnnotationOutcome, { kind: 'refused' }>,
): boolean {
  const { subject, layer } = session.reading.get()
  const standing = placedById(placedIn(session), step.annotationId)
  const isHeld = subject.kind === 'annotation' && subject.id === step.annotationId
  const canBeHeld = subject.kind === 'nothing' && (standing?.passage ?? null) !== null
  if (layer.kind === 'note' || !(layer.kind === 'removed' || isHeld || canBeHeld)) return false
  if (canBeHeld && layer.kind !== 'removed' && standing !== undefined)
    session.reading.set((reading) => turnTo(reading, annotationSubject(standing)))
  tellFailure(session, sentence)
  return true
}
