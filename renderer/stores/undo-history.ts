import type { AnnotationChange, TagChange } from '../../shared/api/contract.ts'
import type { AnnotationView, TagView } from '../../shared/api/views.ts'
import type { Annotation } from '../../shared/domain/annotation.ts'
import type { Id } from '../../shared/domain/ids.ts'

/** What changes on an annotation. */
export type Edit = Omit<AnnotationChange, 'articleId' | 'annotationId' | 'expectedRev'>

/** What changes on a tag. */
export type TagEdit = Omit<TagChange, 'tagId' | 'expectedRev'>

/** The two ways through a history. */
export type Way = 'undo' | 'redo'

/**
 * One command on one annotation, as data.
 *
 * It leads from what the annotation is at the rev `before` (null: there was none) to what it is at
 * `after`. Undoing expects `after` and sends `inverse`; redoing expects `before` and sends `redo`.
 * Commands of one `group`, such as the saves of one note, are one step. Steps of one `act`, such as a
 * tag that several articles got at once, stay steps, and are taken together.
 */
export type AnnotationStep = {
  kind: 'annotation'
  name: string
  articleId: Id
  annotationId: Id
  before: number | null
  after: number
  inverse: Edit
  redo: Edit
  group: symbol | null
  act: symbol | null
}

/** One command on one tag, as data, in the same way. */
export type TagStep = {
  kind: 'tag'
  name: string
  tagId: Id
  before: number
  after: number
  inverse: TagEdit
  redo: TagEdit
}

/** A command that can be undone. */
export type Step = AnnotationStep | TagStep

/** The steps that can be undone and those that can be redone, the next one last. */
export type History = { done: readonly Step[]; undone: readonly Step[] }

/** How a history begins. */
export const emptyHistory: History = { done: [], undone: [] }

/** So many steps are kept, those of one act counted as one; older ones are forgotten. */
export const historyLimit = 200

/** What a command did: it made an annotation (`before` null) or led from one state to the next. */
export function stepOf(
  before: AnnotationView | null,
  after: AnnotationView,
  group: symbol | null = null,
): AnnotationStep {
  const { id: annotationId, articleId, rev } = after.annotation
  const name = nameOf(before, after)
  const about = { kind: 'annotation' as const, name, articleId, annotationId }
  const place = { ...about, after: rev, group, act: null }
  if (before === null)
    return { ...place, before: null, inverse: { removed: true }, redo: { removed: false } }
  return {
    ...place,
    before: before.annotation.rev,
    inverse: differences(after.annotation, before.annotation),
    redo: differences(before.annotation, after.annotation),
  }
}

/** An annotation before a command (null: there was none) and after it. */
export type Made = readonly [before: AnnotationView | null, after: AnnotationView]

/** What was done to several annotations at once; `what` says in words to how many things. */
export function stepsOfAct(
  made: readonly Made[],
  what: (count: number) => string,
): AnnotationStep[] {
  const steps = made.map(([before, after]) => stepOf(before, after))
  if (steps.length < 2) return steps
  const act = Symbol('several at once')
  return steps.map((step) => ({ ...step, act, name: `${step.name} on ${what(steps.length)}` }))
}

/** What a command did to a tag; null where it is as it was. */
export function tagStepOf(before: TagView, after: TagView): TagStep | null {
  const isRenamed = before.name !== after.name
  const isDefined = before.definition !== after.definition
  if (!isRenamed && !isDefined) return null
  const to = ({ name, definition }: TagView): TagEdit => ({
    ...(isRenamed ? { name } : {}),
    ...(isDefined ? { definition } : {}),
  })
  return {
    kind: 'tag',
    name: isRenamed
      ? `Renaming of “${before.name}” to “${after.name}”`
      : `Definition of “${after.name}”`,
    tagId: after.id,
    before: before.rev,
    after: after.rev,
    inverse: to(before),
    redo: to(after),
  }
}

/** The history with a new command: what was undone before it can't be redone any more. */
export function recorded({ done }: History, step: Step): History {
  const last = done.at(-1)
  const longer = last === undefined ? null : joinedSteps(last, step)
  const joined = longer ?? step
  const older = longer === null ? done : done.slice(0, -1)
  if (joined.kind === 'tag' || !isNothing(joined))
    return { done: newest([...older, joined]), undone: [] }
  // The annotation is what it was: the steps before this one now find that at the new rev.
  return renamed({ done: older, undone: [] }, joined, joined.before, joined.after)
}

/** The newest steps, as many as are kept: an act is kept or forgotten as a whole. */
function newest(steps: readonly Step[]): readonly Step[] {
  let acts = 0
  for (let at = steps.length - 1; at >= 0; at -= 1) {
    if (!isOfOneAct(steps[at], steps[at + 1])) acts += 1
    if (acts > historyLimit) return steps.slice(at + 1)
  }
  return steps
}

/** Whether two steps are taken together. */
export function isOfOneAct(
  one: Step | undefined,
  other: Step | undefined,
): other is AnnotationStep {
  if (one?.kind !== 'annotation' || other?.kind !== 'annotation') return false
  return one.act !== null && one.act === other.act
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

function renamed({ done, undone }: History, taken: Step, old: number | null, rev: number): History {
  const rename = (step: Step): Step => {
    if (recordOf(step) !== recordOf(taken)) return step
    const after = step.after === old ? rev : step.after
    const isBefore = step.before === old
    if (!isBefore && after === step.after) return step
    return isBefore ? { ...step, before: rev, after } : { ...step, after }
  }
  return { done: done.map(rename), undone: undone.map(rename) }
}

/** The id of the annotation or the tag that a step is about. */
function recordOf(step: Step): Id {
  return step.kind === 'tag' ? step.tagId : step.annotationId
}

/** Two steps of one group as one; null: they are two. */
function joinedSteps(first: Step, then: Step): AnnotationStep | null {
  if (first.kind === 'tag' || then.kind === 'tag') return null
  if (then.group === null || first.group !== then.group || first.after !== then.before) return null
  return {
    ...first,
    after: then.after,
    inverse: { ...then.inverse, ...first.inverse },
    redo: { ...first.redo, ...then.redo },
  }
}

function isNothing({ before, inverse, redo }: AnnotationStep): boolean {
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
