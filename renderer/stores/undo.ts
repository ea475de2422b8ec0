import type { Client } from '../../shared/api/client.ts'
import type { AnnotationView, TagView } from '../../shared/api/views.ts'
import type { Failure } from '../../shared/api/result.ts'
import { failureOf } from './failure-of.ts'
import { createStore, type Store } from './store.ts'
import {
  dropped,
  emptyHistory,
  isOfOneAct,
  moved,
  nextStep,
  recorded,
  stepOf,
  stepsOfAct,
  tagStepOf,
  type AnnotationStep,
  type History,
  type Made,
  type Step,
  type TagStep,
  type Way,
} from './undo-history.ts'
import {
  isForGood,
  outcomeOfAct,
  refusalOf,
  type AnnotationOutcome,
  type Outcome,
  type StepListener,
  type TellStep,
} from './undo-outcome.ts'

/**
 * The commands of this window on annotations and tags, to be undone and redone in any place.
 *
 * Every such write takes its turn here, so that undo finds the last one answered. A step
 * that is refused for good (somebody changed it meanwhile) is forgotten; one that failed,
 * as on a full disk, stays.
 */
export type UndoStore = {
  history: Store<History>
  /** Runs a write when those before it are answered: each sees what the last one left. */
  inTurn(act: () => Promise<void>): Promise<void>
  /** Keeps what was written in turn; `before` null: the annotation was made. */
  record(before: AnnotationView | null, after: AnnotationView, group?: symbol | null): void
  /** The same for several annotations that one act changed, undone in one step; `what` counts them in words. */
  recordAct(made: readonly Made[], what: (count: number) => string): void
  /** The same for a tag that was changed. */
  recordTag(before: TagView, after: TagView): void
  /** Never reject: what became of the step is told. */
  undo(): Promise<void>
  redo(): Promise<void>
  /** Returns a function that stops. */
  follow(listener: StepListener): () => void
  /** Forgets everything when another library is opened; returns a function that stops. */
  start(): () => void
}

/** The history of a window; it is empty at first. */
export function createUndo(client: Client, tell: TellStep): UndoStore {
  const history = createStore(emptyHistory)
  const listeners = new Set<StepListener>()
  let turn: Promise<void> = Promise.resolve()
  const inTurn = (act: () => Promise<void>): Promise<void> => {
    turn = turn.then(act, act)
    return turn
  }
  const take = (way: Way): Promise<void> =>
    inTurn(async () => {
      const step = nextStep(history.get(), way)
      if (step?.kind === 'tag') {
        tell(await takeTagStep(client, history, way, step), false)
        return
      }
      const shown: boolean[] = []
      const outcomes = await takeAct(client, history, way, step, (outcome) => {
        for (const listener of listeners) shown.push(listener(outcome))
      })
      tell(outcomeOfAct(outcomes), shown.includes(true))
    })
  return {
    history,
    inTurn,
    record(before, after, group = null) {
      history.set((current) => recorded(current, stepOf(before, after, group)))
    },
    recordAct(made, what) {
      history.set((current) => stepsOfAct(made, what).reduce(recorded, current))
    },
    recordTag(before, after) {
      const step = tagStepOf(before, after)
      if (step !== null) history.set((current) => recorded(current, step))
    },
    undo: () => take('undo'),
    redo: () => take('redo'),
    follow(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: () => client.on('library.opened', () => history.set(emptyHistory)),
  }
}

/** Takes a step, and with it those of the same act; each is heard of, and none is taken twice. */
async function takeAct(
  client: Client,
  history: Store<History>,
  way: Way,
  first: AnnotationStep | undefined,
  hear: (outcome: AnnotationOutcome) => void,
): Promise<AnnotationOutcome[]> {
  const outcomes: AnnotationOutcome[] = []
  let step = first
  for (;;) {
    const outcome = await takeStep(client, history, way, step)
    outcomes.push(outcome)
    hear(outcome)
    const next = nextStep(history.get(), way)
    // A step that failed, but not for good, is still the next: the rest of its act waits with it.
    if (next === step || !isOfOneAct(step, next)) return outcomes
    step = next
  }
}

async function takeStep(
  client: Client,
  history: Store<History>,
  way: Way,
  step: AnnotationStep | undefined,
): Promise<AnnotationOutcome> {
  if (step === undefined) return { kind: 'nothing', way }
  try {
    const view = await write(client, step, way)
    settle(history, step, way, (current) => moved(current, way, view.annotation.rev))
    return { kind: 'done', way, step, view }
  } catch (problem) {
    return { kind: 'refused', way, step, ...refused(history, step, way, problem) }
  }
}

async function takeTagStep(
  client: Client,
  history: Store<History>,
  way: Way,
  step: TagStep,
): Promise<Outcome> {
  const { tagId, before, after, inverse, redo } = step
  const [expectedRev, edit] = way === 'undo' ? [after, inverse] : [before, redo]
  try {
    const { tag } = await client.call('codebook.change', { tagId, expectedRev, ...edit })
    settle(history, step, way, (current) => moved(current, way, tag.rev))
    return { kind: 'done', way, step }
  } catch (problem) {
    const { sentence } = refused(history, step, way, problem)
    return { kind: 'refused', way, step, sentence }
  }
}

/** Another library may have been opened while the call was under way: then the history is another. */
function settle(
  history: Store<History>,
  step: Step,
  way: Way,
  change: (current: History) => History,
): void {
  history.set((current) => (nextStep(current, way) === step ? change(current) : current))
}

/** Forgets a step that is refused for good; returns why it was refused. */
function refused(
  history: Store<History>,
  step: Step,
  way: Way,
  problem: unknown,
): { sentence: string; failure: Failure } {
  const failure = failureOf(problem)
  if (isForGood(failure.code)) settle(history, step, way, (current) => dropped(current, way))
  return { sentence: refusalOf(step, way, failure), failure }
}

async function write(client: Client, step: AnnotationStep, way: Way): Promise<AnnotationView> {
  const { articleId, annotationId, inverse, redo, before, after } = step
  const expectedRev = way === 'undo' ? after : before
  if (expectedRev === null) throw new Error('a step is redone only after it was undone')
  const edit = way === 'undo' ? inverse : redo
  const input = { articleId, annotationId, expectedRev, ...edit }
  return (await client.call('annotations.change', input)).annotation
}
