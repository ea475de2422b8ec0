import { afterEach, beforeEach, expect, it } from 'vitest'
import { createClient, type Client } from '../../shared/api/client.ts'
import { serve } from '../../shared/api/serve.ts'
import type { AnnotationView } from '../../shared/api/views.ts'
import { AppError } from '../../shared/errors.ts'
import { floodReport } from '../../tests/support/flood-report.ts'
import { inMemoryArticle, type InMemoryArticle } from '../../tests/support/in-memory-article.ts'
import { portPair } from '../../tests/support/port-pair.ts'
import { tagAll, type Tagged } from './tag-many.ts'
import { nextStep } from './undo-history.ts'
import { createUndo, type UndoStore } from './undo.ts'

let library: InMemoryArticle
let client: Client
let undo: UndoStore
let told: string[]
let close: () => void

beforeEach(() => {
  library = inMemoryArticle(floodReport())
  const wires = portPair()
  serve(library.application, wires.far, (bug) => {
    throw bug
  })
  client = createClient(wires.near)
  told = []
  undo = createUndo(client, (outcome) => {
    if (outcome.kind === 'nothing') told.push('nothing')
    else told.push(outcome.kind === 'done' ? `done ${outcome.step.name}` : outcome.sentence)
  })
  close = () => wires.close()
})
afterEach(() => close())

const whole = (): Tagged => ({ kind: 'article', articleId: library.articleId })
const passageOf = (view: AnnotationView): Tagged => ({
  kind: 'passage',
  articleId: library.articleId,
  view,
})
const paths = (): string[][] =>
  library.annotations
    .filter(({ annotation }) => annotation.removed === null)
    .map(({ tags }) => tags.map(({ path }) => path))

it('an article gets an annotation as a whole, then further tags on the same one', async () => {
  const first = await tagAll(client, undo, [whole()], { path: 'To discuss' })
  expect(first).toMatchObject({ added: 1, had: 0, failure: null, tag: { path: 'To discuss' } })
  expect(library.annotations[0]?.annotation.target.quote).toBeNull()
  await tagAll(client, undo, [whole()], { path: 'Later' })
  expect(paths()).toEqual([['To discuss', 'Later']])
  await undo.undo()
  expect(paths()).toEqual([['To discuss']])
  await undo.undo()
  expect(paths()).toEqual([])
})

it('a tag that is there is counted, not added twice', async () => {
  await tagAll(client, undo, [whole()], { path: 'Frames/Blame' })
  const again = await tagAll(client, undo, [whole()], { path: 'frames/blame' })
  expect(again).toMatchObject({ added: 0, had: 1, tag: { path: 'Frames/Blame' } })
  expect(paths()).toEqual([['Frames/Blame']])
})

it('a passage of one’s own gets the tag; beside another coder’s stands one of one’s own', async () => {
  const mine = library.mark({ start: 0, end: 7 }, ['Blame'])
  const theirs = library.mark({ start: 10, end: 17 }, ['Theirs'])
  library.annotations = library.annotations.map((view) =>
    view === theirs ? { ...view, isMine: false } : view,
  )
  const things = [mine, { ...theirs, isMine: false }].map((view): Tagged => ({
    kind: 'passage',
    articleId: library.articleId,
    view,
  }))
  expect(await tagAll(client, undo, things, { path: 'New' })).toMatchObject({ added: 2 })
  expect(paths()).toEqual([['Blame', 'New'], ['Theirs'], ['New']])
  expect(library.annotations[2]?.annotation.target).toEqual(theirs.annotation.target)
})

it('several that got the tag at once lose it by one undo, and get it again by one redo', async () => {
  library.mark({ start: 0, end: 7 }, ['Blame'])
  library.mark({ start: 10, end: 17 }, [])
  const things = [...library.annotations.map(passageOf), whole()]
  await tagAll(client, undo, things, { path: 'New' })
  expect(paths()).toEqual([['Blame', 'New'], ['New'], ['New']])
  expect(nextStep(undo.history.get(), 'undo')?.name).toBe('Tag “New” on 3 passages')
  await undo.undo()
  expect(paths()).toEqual([['Blame'], []])
  await undo.redo()
  expect(paths()).toEqual([['Blame', 'New'], ['New'], ['New']])
  expect(told).toEqual(['done Tag “New” on 3 passages', 'done Tag “New” on 3 passages'])
})

it('an undo of several leaves what was changed elsewhere as it is, and says so', async () => {
  const first = library.mark({ start: 0, end: 7 }, [])
  library.mark({ start: 10, end: 17 }, [])
  await tagAll(client, undo, library.annotations.map(passageOf), { path: 'New' })
  const { id: annotationId, articleId } = first.annotation
  await client.call('annotations.change', { articleId, annotationId, expectedRev: 2, note: 'Mine' })
  await undo.undo()
  expect(paths()).toEqual([['New'], []])
  expect(told).toEqual([
    '“Tag New on 2 passages” was undone on 1 of them. The rest was changed elsewhere meanwhile and stays as it is.',
  ])
  expect(undo.history.get().done).toEqual([])
})

it('where an undo of several fails midway, the next one goes on', async () => {
  library.mark({ start: 0, end: 7 }, [])
  library.mark({ start: 10, end: 17 }, [])
  await tagAll(client, undo, library.annotations.map(passageOf), { path: 'New' })
  undo.follow(() => {
    library.failure = new AppError('disk-full', 'The disk is full; nothing was written.')
    return false
  })
  await undo.undo()
  expect(paths()).toEqual([['New'], []])
  expect(told).toEqual([
    '“Tag New on 2 passages” was undone on 1 of them. The rest can be undone later. The disk is full; nothing was written.',
  ])
  library.failure = null
  await undo.undo()
  expect(paths()).toEqual([[], []])
})

it('what is done stays when the rest is refused, and the reason is told', async () => {
  const view = library.mark({ start: 0, end: 7 }, ['Blame'])
  const gone: Tagged = { kind: 'passage', articleId: library.articleId, view }
  library.failure = new AppError('disk-full', 'The disk is full; nothing was written.')
  const refused = await tagAll(client, undo, [gone], { path: 'New' })
  expect(refused).toMatchObject({ added: 0, failure: 'The disk is full; nothing was written.' })
  expect(paths()).toEqual([['Blame']])
  expect(undo.history.get().done).toEqual([])
})
