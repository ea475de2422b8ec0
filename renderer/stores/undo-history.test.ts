import { expect, test } from 'vitest'
import type { AnnotationView } from '../../shared/api/views.ts'
import type { Annotation } from '../../shared/domain/annotation.ts'
import {
  dropped,
  emptyHistory,
  historyLimit,
  moved,
  nextStep,
  recorded,
  stepOf,
  stepsOfAct,
  type History,
  type Step,
} from './undo-history.ts'

const moment = '2026-05-12T17:40:00.000Z'

/** An annotation as far as a step looks at it. */
function seen(
  rev: number,
  {
    tags = [],
    start = 0,
    id = 'a',
    ...some
  }: Partial<Annotation> & {
    tags?: string[]
    start?: number
  } = {},
): AnnotationView {
  const position = { type: 'TextPositionSelector', start, end: start + 5 }
  return {
    annotation: {
      id,
      rev,
      articleId: 'article',
      tagIds: tags,
      note: '',
      removed: null,
      target: { position },
      ...some,
    } as Annotation,
    tags: tags.map((path) => ({ id: path, path })),
    coderName: 'A. Reader',
    isMine: true,
  }
}

/** The history of one annotation whose rev goes up by one with every state, from the first as it was. */
const historyOf = (...states: AnnotationView[]): History =>
  states
    .slice(1)
    .reduce<History>(
      (history, after, index) => recorded(history, stepOf(states[index] ?? null, after)),
      emptyHistory,
    )

const revs = (steps: readonly Step[]) => steps.map(({ before, after }) => [before, after])

test('a step is named after what it did', () => {
  const plain = seen(1)
  const tagged = seen(2, { tags: ['Frames/Blame'] })
  const gone = seen(2, { removed: moment })
  const names = [
    stepOf(null, plain),
    stepOf(null, seen(1, { tags: ['Frames/Blame'] })),
    stepOf(null, seen(1, { note: 'see' })),
    stepOf(plain, tagged),
    stepOf(tagged, seen(3)),
    stepOf(tagged, seen(3, { tags: ['Frames/Relief'] })),
    stepOf(plain, seen(2, { note: 'see' })),
    stepOf(plain, seen(2, { start: 4 })),
    stepOf(plain, gone),
    stepOf(gone, seen(3)),
  ].map(({ name }) => name)
  expect(names).toEqual([
    'Highlight',
    'Tag “Frames/Blame”',
    'Note',
    'Tag “Frames/Blame”',
    'Taking off “Frames/Blame”',
    'Change of tags',
    'Note',
    'Change of passage',
    'Removal',
    'Return of an annotation',
  ])
})

test('a step holds the change each way, and only what changed', () => {
  expect(
    stepOf(seen(1, { note: 'old', start: 2 }), seen(2, { note: 'new', start: 4 })),
  ).toMatchObject({
    inverse: { note: 'old', passage: { start: 2, end: 7 } },
    redo: { note: 'new', passage: { start: 4, end: 9 } },
  })
  expect(stepOf(seen(1, { tags: ['A'] }), seen(2, { tags: ['A', 'B'] }))).toMatchObject({
    inverse: { tags: [{ id: 'A' }] },
    redo: { tags: [{ id: 'A' }, { id: 'B' }] },
  })
  expect(stepOf(null, seen(1, { note: 'new' }))).toMatchObject({
    inverse: { removed: true },
    redo: { removed: false },
  })
})

test('after an undo the steps before it expect the rev that the undo made', () => {
  let history = historyOf(seen(1), seen(2, { tags: ['A'] }), seen(3, { tags: ['A', 'B'] }))
  history = moved(history, 'undo', 4)
  expect(revs(history.done)).toEqual([[1, 4]])
  expect(revs(history.undone)).toEqual([[4, 3]])
  history = moved(history, 'undo', 5)
  expect(nextStep(history, 'redo')).toMatchObject({ before: 5, redo: { tags: [{ id: 'A' }] } })
})

test('after a redo the steps that follow it expect the rev that the redo made', () => {
  let history = historyOf(seen(1), seen(2, { tags: ['A'] }), seen(3, { tags: ['A', 'B'] }))
  history = moved(moved(history, 'undo', 4), 'undo', 5)
  history = moved(history, 'redo', 6)
  expect(nextStep(history, 'redo')?.before).toBe(6)
  expect(nextStep(history, 'undo')?.after).toBe(6)
})

test('a creation that was undone is redone from the rev of its removal', () => {
  let history = moved(recorded(emptyHistory, stepOf(null, seen(1))), 'undo', 2)
  expect(nextStep(history, 'redo')?.before).toBe(2)
  history = moved(history, 'redo', 3)
  expect(nextStep(history, 'undo')?.after).toBe(3)
})

test('a step on the other side of somebody else’s change keeps expecting what is gone', () => {
  const first = stepOf(seen(1), seen(2, { tags: ['A'] }))
  const second = stepOf(seen(3, { tags: ['A', 'Theirs'] }), seen(4, { tags: ['Theirs'] }))
  const history = recorded(recorded(emptyHistory, first), second)
  expect(nextStep(moved(history, 'undo', 5), 'undo')?.after).toBe(2)
})

test('steps on other annotations keep their revs', () => {
  const other = stepOf(null, seen(1, { id: 'b' }))
  const history = recorded(recorded(emptyHistory, other), stepOf(seen(1), seen(2, { tags: ['A'] })))
  expect(moved(history, 'undo', 3).done).toEqual([other])
})

test('a new command clears what could be redone', () => {
  const undone = moved(historyOf(seen(1), seen(2, { tags: ['A'] })), 'undo', 3)
  const history = recorded(undone, stepOf(seen(3), seen(4, { note: 'see' })))
  expect(history.undone).toEqual([])
  expect(history.done.map(({ name }) => name)).toEqual(['Note'])
})

test('the newest 200 steps are kept', () => {
  let history = emptyHistory
  for (let rev = 1; rev <= historyLimit + 5; rev += 1)
    history = recorded(history, stepOf(seen(rev), seen(rev + 1, { tags: [String(rev)] })))
  expect(history.done).toHaveLength(200)
  expect(history.done[0]?.before).toBe(6)
})

test('an act counts as one of them, and is forgotten as a whole', () => {
  const act = (count: number) =>
    stepsOfAct(
      Array.from({ length: count }, (_, index) => [null, seen(1, { id: `act ${index}` })] as const),
      (several) => `${several} passages`,
    )
  const others = Array.from({ length: historyLimit - 1 }, (_, index) =>
    stepOf(null, seen(1, { id: `other ${index}` })),
  )
  const kept = [...act(3), ...others].reduce(recorded, emptyHistory)
  expect(kept.done).toHaveLength(historyLimit + 2)
  expect(kept.done[0]?.name).toBe('Highlight on 3 passages')
  const { done } = recorded(kept, stepOf(null, seen(1, { id: 'one more' })))
  expect(done).toHaveLength(historyLimit)
  expect(stepsOfAct([[null, seen(1)]], String)[0]).toMatchObject({ name: 'Highlight', act: null })
})

test('a step that can’t be taken is dropped, on its way only', () => {
  const history = historyOf(seen(1), seen(2, { tags: ['A'] }), seen(3, { tags: ['A', 'B'] }))
  expect(revs(dropped(history, 'undo').done)).toEqual([[1, 2]])
  const undone = moved(history, 'undo', 4)
  expect(dropped(undone, 'redo')).toEqual({ done: undone.done, undone: [] })
})

test('commands of one group are one step, from before the first to after the last', () => {
  const group = Symbol('note')
  const states = [seen(1, { note: 'old' }), seen(2, { note: 'a' }), seen(3, { note: 'ab' })]
  const [before, middle, after] = states as [AnnotationView, AnnotationView, AnnotationView]
  const history = [stepOf(before, middle, group), stepOf(middle, after, group)].reduce(
    recorded,
    emptyHistory,
  )
  expect(history.done).toMatchObject([
    { before: 1, after: 3, inverse: { note: 'old' }, redo: { note: 'ab' } },
  ])
})

test('another command in between, or somebody else’s, parts a group', () => {
  const group = Symbol('note')
  const first = stepOf(seen(1), seen(2, { note: 'a' }), group)
  const tag = stepOf(seen(2, { note: 'a' }), seen(3, { note: 'a', tags: ['A'] }))
  const then = stepOf(seen(3, { note: 'a' }), seen(4, { note: 'ab' }), group)
  expect([first, tag, then].reduce(recorded, emptyHistory).done).toHaveLength(3)
  expect([first, then].reduce(recorded, emptyHistory).done).toHaveLength(2)
})

test('a note that ends as it began is no step, and the steps before it still hold', () => {
  const group = Symbol('note')
  const tag = stepOf(seen(1), seen(2, { tags: ['A'] }))
  const typed = stepOf(seen(2, { tags: ['A'] }), seen(3, { tags: ['A'], note: 'a' }), group)
  const erased = stepOf(seen(3, { tags: ['A'], note: 'a' }), seen(4, { tags: ['A'] }), group)
  const history = [tag, typed, erased].reduce(recorded, emptyHistory)
  expect(revs(history.done)).toEqual([[1, 4]])
})
