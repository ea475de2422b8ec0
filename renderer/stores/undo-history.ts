import type { AnnotationChange } from '../../shared/api/contract.ts'
import type { AnnotationView } from '../../shared/api/views.ts'
import type { Annotation } from '../../shared/domain/annotation.ts'
import type { Id } from '../../shared/domain/ids.ts'

/** What changes on an annotation. */
export type Edit = Omit<AnnotationChange, 'articleId' | 'annotationId' | 'expectedRev'>

/** The two ways through a history. */
export type Way = 'undo' | 'redo'

/**
 * One command on one annotation, as data.
 *
 * It leads from what the annotation is at the rev `before` (null: there was none) to what it is at
 * `after`. Undoing expects `after` and sends `inverse`; redoing expects `before` and sends `redo`.
 * Commands of one `group`, such as the saves of one note, are one step.
 */
export type Step = {
  name: string
  articleId: Id
  annotationId: Id
  before: number | null
  after: number
  inverse: Edit
  redo: Edit
  group: symbol | null
}

/** The steps that can be undone and those that can be redone, the next one last. */
export type History = { done: readonly Step[]; undone: readonly Step[] }

/** How a history begins. */
export const emptyHistory: History = { done: [], undone: [] }

/** So many steps are kept; older ones are forgotten. */
export const historyLimit = 200

/** What a command did: it made an annotation (`before` null) or led from one state to the next. */
export function stepOf(
  before: AnnotationView | null,
  after: AnnotationView,
  group: symbol | null = null,
): Step {
  const { id, articleId, rev } = after.annotation
  const place = { name: nameOf(before, after), articleId, annotationId: id, after: rev, group }
  if (before === null)
    return { ...place, before: null, inverse: { removed: true }, redo: { removed: false } }
  return {
    ...place,
    before: before.annotation.rev,
    inverse: differences(after.annotation, before.annotation),
    redo: differences(before.annotation, after.annotation),
  }
}

/** The history with a new command: what was undone before it can't be redone any more. */
export function recorded({ done }: History, step: Step): History {
  const last = done.at(-1)
  const isSame = step.group !== null && last?.group === step.group && last.after === step.before
  const joined = isSame ? join(last, step) : step
  const older = isSame ? done.slice(0, -1) : done
  if (!isNothing(joined)) return { done: [...older, joined].slice(-historyLimit), undone: [] }
  // The annotation is what it was: the steps before this one now find that at the new rev.
  return renamed({ done: older, undone: [] }, joined, joined.before, joined.after)
}

/** The step that comes next on a way. */
export function nextStep({ done, undone }: History, way: Way): Step | undefined {
  return (way === 'undo' ? done : undone).at(-1)
}

/**
 * The history once its next step is taken, which made the annotation `rev`. The annotation is then what
 * it was at one end of the step, so every step that begins or ends there expects the new rev. A step
 * on the other side of somebody else's change doesn't: it goes on expecting what is gone, and is refused.
 */
export function moved(history: History, way: Way, rev: number): History {
  const step = nextStep(history, way)
  if (step === undefined) return history
  const { done, undone } = history
  const steps =
    way === 'undo'
      ? { done: done.slice(0, -1), undone: [...undone, step] }
      : { done: [...done, step], undone: undone.slice(0, -1) }
  return renamed(steps, step, way === 'undo' ? step.before : step.after, rev)
}

/** The history without its next step: it can't be taken any more. */
export function dropped({ done, undone }: History, way: Way): History {
  return way === 'undo'
    ? { done: done.slice(0, -1), undone }
    : { done, undone: undone.slice(0, -1) }
}

function renamed(
  { done, undone }: History,
  { annotationId }: Step,
  old: number | null,
  rev: number,
): History {
  const rename = (step: Step): Step => {
    if (step.annotationId !== annotationId) return step
    const before = step.before === old ? rev : step.before
    const after = step.after === old ? rev : step.after
    return before === step.before && after === step.after ? step : { ...step, before, after }
  }
  return { done: done.map(rename), undone: undone.map(rename) }
}

function join(first: Step, then: Step): Step {
  return {
    ...first,
    after: then.after,
    inverse: { ...then.inverse, ...first.inverse },
    redo: { ...first.redo, ...then.redo },
  }
}

function isNothing({ before, inverse, redo }: Step): boolean {
  return before !== null && JSON.stringify(inverse) === JSON.stringify(redo)
}

/** What leads from one state to another. */
function differences(from: Annotation, to: Annotation): Edit {
  const hasOtherTags =
    from.tagIds.length !== to.tagIds.length ||
    from.tagIds.some((id, index) => id !== to.tagIds[index])
  const { position } = to.target
  const isElsewhere =
    from.target.position?.start !== position?.start || from.target.position?.end !== position?.end
  return {
    ...(hasOtherTags ? { tags: to.tagIds.map((id) => ({ id })) } : {}),
    ...(from.note === to.note ? {} : { note: to.note }),
    ...(position !== null && isElsewhere
      ? { passage: { start: position.start, end: position.end } }
      : {}),
    ...((from.removed === null) === (to.removed === null) ? {} : { removed: to.removed !== null }),
  }
}

function nameOf(before: AnnotationView | null, after: AnnotationView): string {
  const own = after.annotation
  const added = pathsWithout(after, before)
  const takenOff = before === null ? [] : pathsWithout(before, after)
  if (own.removed !== null) return 'Removal'
  if (before !== null && before.annotation.removed !== null) return 'Return of an annotation'
  if (added.length > 0 && takenOff.length > 0) return 'Change of tags'
  if (added.length > 0) return `Tag ${added.join(', ')}`
  if (takenOff.length > 0) return `Taking off ${takenOff.join(', ')}`
  if (own.note !== (before?.annotation.note ?? '')) return 'Note'
  return before === null ? 'Highlight' : 'Change of passage'
}

function pathsWithout({ tags }: AnnotationView, other: AnnotationView | null): string[] {
  return tags
    .filter(({ id }) => other?.tags.every((tag) => tag.id !== id) ?? true)
    .map(({ path }) => `“${path}”`)
}
