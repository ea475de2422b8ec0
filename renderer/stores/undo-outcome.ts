import type { AnnotationView } from '../../shared/api/views.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Failure } from '../../shared/api/result.ts'
import type { AnnotationStep, Step, TagStep, Way } from './undo-history.ts'

/** What became of an undo or redo of a command on an annotation. After a refusal nothing was changed. */
export type AnnotationOutcome =
  | { kind: 'done'; way: Way; step: AnnotationStep; view: AnnotationView }
  | { kind: 'refused'; way: Way; step: AnnotationStep; sentence: string; failure: Failure }
  | { kind: 'nothing'; way: Way }

/** The same of any command. */
export type Outcome =
  | AnnotationOutcome
  | { kind: 'done'; way: Way; step: TagStep }
  | { kind: 'refused'; way: Way; step: TagStep; sentence: string }

/** Hears what became of a step on an annotation; true where it shows a refusal beside the passage, as an alert. */
export type StepListener = (outcome: AnnotationOutcome) => boolean

/** Says what became of a step; `isShown`: a refusal stands beside its passage already. */
export type TellStep = (outcome: Outcome, isShown: boolean) => void

/**
 * What became of an act, from what became of each of its steps, of which there is at least one: a refusal
 * of some of them says how many were taken all the same.
 */
export function outcomeOfAct(outcomes: readonly AnnotationOutcome[]): AnnotationOutcome {
  const refusal = outcomes.findLast(({ kind }) => kind === 'refused')
  const done = outcomes.filter(({ kind }) => kind === 'done').length
  const [first] = outcomes
  if (first === undefined) throw new Error('an act has a step')
  if (refusal?.kind !== 'refused') return first
  if (done === 0) return refusal
  const { step, way, failure } = refusal
  const rest = isForGood(failure.code)
    ? 'The rest was changed elsewhere meanwhile and stays as it is.'
    : `The rest can be ${past(way)} later. ${failure.message}`
  return { ...refusal, sentence: `${quoted(step)} was ${past(way)} on ${done} of them. ${rest}` }
}

/** Whether a refusal would be the same however often one tries. */
export function isForGood(code: ErrorCode): boolean {
  return code === 'changed-meanwhile' || code === 'not-found' || code === 'invalid-input'
}

/** Why a step was refused, as a sentence. */
export function refusalOf(step: Step, way: Way, { code, message }: Failure): string {
  return code === 'changed-meanwhile'
    ? `${quoted(step)} can’t be ${past(way)}: the ${step.kind} was changed elsewhere meanwhile. Nothing was changed.`
    : `${quoted(step)} was not ${past(way)}. ${message}`
}

function quoted({ name }: Step): string {
  return `“${name.replaceAll(/[“”]/gu, '')}”`
}

function past(way: Way): string {
  return way === 'undo' ? 'undone' : 'redone'
}
