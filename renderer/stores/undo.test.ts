import { expect, test } from 'vitest'
import { createClient } from '../../shared/api/client.ts'
import { serve } from '../../shared/api/serve.ts'
import { AppError } from '../../shared/errors.ts'
import { doc, p, title } from '../../tests/support/article-builders.ts'
import { portPair } from '../../tests/support/port-pair.ts'
import { inMemoryArticle } from '../../tests/support/in-memory-article.ts'
import { changeTag } from './codebook.ts'
import { createOpenArticle } from './open-article.ts'
import type { Outcome } from './undo-outcome.ts'
import { createUndo } from './undo.ts'

async function opened() {
  const library = inMemoryArticle(doc(title('The headline'), p('The council rejected it.')))
  const wires = portPair()
  serve(library.application, wires.far, (bug) => {
    throw bug
  })
  const client = createClient(wires.near)
  const told: [string, boolean][] = []
  const undo = createUndo(client, (outcome, isShown) => told.push([say(outcome), isShown]))
  undo.start()
  const article = createOpenArticle(client, library.articleId, undo)
  const leave = article.start()
  await expect.poll(() => article.store.get().phase).toBe('open')
  const shown = () => {
    const state = article.store.get()
    return state.phase === 'open' ? state.article.annotations : []
  }
  const tags = () =>
    library.annotations
      .filter(({ annotation }) => annotation.removed === null)
      .map((view) => view.tags.map(({ path }) => path).join(', '))
  return { library, client, undo, article, leave, told, shown, tags }
}

const say = (outcome: Outcome): string => {
  if (outcome.kind === 'nothing') return `nothing to ${outcome.way}`
  return outcome.kind === 'done' ? `${outcome.way} ${outcome.step.name}` : outcome.sentence
}

const passage = { start: 0, end: 12 }
const blame = { passage, tags: [{ path: 'Frames/Blame' }], note: '' }

test('undo takes the last command back on disk and in the open article, redo brings it again', async () => {
  const { undo, article, told, shown, tags } = await opened()
  const view = await article.create(blame)
  await article.change(view, { tags: [{ path: 'Frames/Relief' }] })
  await undo.undo()
  expect(tags()).toEqual(['Frames/Blame'])
  expect(shown()[0]?.annotation).toMatchObject({ rev: 3, tagIds: view.annotation.tagIds })
  await undo.undo()
  expect(shown()).toEqual([])
  await undo.redo()
  await undo.redo()
  expect(tags()).toEqual(['Frames/Relief'])
  expect(told.map(([sentence]) => sentence)).toEqual([
    'undo Change of tags',
    'undo Tag “Frames/Blame”',
    'redo Tag “Frames/Blame”',
    'redo Change of tags',
  ])
})

test('an undo in the same breath as a command waits for that command', async () => {
  const { library, undo, article, tags } = await opened()
  let release = (): void => undefined
  library.hold = new Promise((resolve) => {
    release = resolve
  })
  const writing = undo.inTurn(async () => {
    await article.create(blame)
  })
  const undoing = undo.undo()
  release()
  await Promise.all([writing, undoing])
  expect(tags()).toEqual([])
})

test('a step of an article that is no longer open is undone all the same', async () => {
  const { undo, article, leave, tags } = await opened()
  await article.create(blame)
  leave()
  await undo.undo()
  expect(tags()).toEqual([])
})

test('a step on what somebody changed meanwhile is refused, forgotten, and nothing is changed', async () => {
  const { library, client, undo, article, told, tags } = await opened()
  const view = await article.create(blame)
  const { id: annotationId, articleId } = view.annotation
  const theirs = { articleId, annotationId, expectedRev: 1, note: 'theirs' }
  await client.call('annotations.change', theirs)
  await undo.undo()
  expect(told).toEqual([
    [
      '“Tag Frames/Blame” can’t be undone: the annotation was changed elsewhere meanwhile. Nothing was changed.',
      false,
    ],
  ])
  expect(tags()).toEqual(['Frames/Blame'])
  expect(library.annotations[0]?.annotation.note).toBe('theirs')
  await undo.undo()
  expect(told.at(-1)).toEqual(['nothing to undo', false])
})

test('a step that fails stays, with the sentence of the failure', async () => {
  const { library, undo, article, told, tags } = await opened()
  await article.create(blame)
  library.failure = new AppError('disk-full', 'The disk is full; nothing was written.')
  await undo.undo()
  expect(told[0]?.[0]).toBe(
    '“Tag Frames/Blame” was not undone. The disk is full; nothing was written.',
  )
  library.failure = null
  await undo.undo()
  expect(tags()).toEqual([])
})

test('a follower that shows the refusal itself is reported', async () => {
  const { library, undo, article, told } = await opened()
  await article.create(blame)
  library.failure = new AppError('disk-full', 'The disk is full; nothing was written.')
  undo.follow(({ kind }) => kind === 'refused')
  await undo.undo()
  expect(told[0]?.[1]).toBe(true)
})

test('a command that is refused is no step', async () => {
  const { library, undo, article } = await opened()
  library.failure = new AppError('disk-full', 'The disk is full.')
  await expect(article.create(blame)).rejects.toThrow('The disk is full.')
  expect(undo.history.get().done).toEqual([])
})

test('the steps of another library are forgotten', async () => {
  const { library, undo, article } = await opened()
  await article.create(blame)
  library.announce('library.opened', {})
  await expect.poll(() => undo.history.get().done).toEqual([])
})

test('the name and the definition of a tag are steps like any other, each with its own name', async () => {
  const { client, library, undo, article, told } = await opened()
  await article.create(blame)
  const tag = () => library.tags.find(({ name }) => name === 'Blame' || name === 'Fault')!
  const renamed = await changeTag(client, undo, tag(), { name: 'Fault' })
  await changeTag(client, undo, renamed, { definition: 'Somebody is at fault.' })
  await undo.undo()
  expect(tag()).toMatchObject({ name: 'Fault', definition: '' })
  await undo.undo()
  expect(tag()).toMatchObject({ name: 'Blame', path: 'Frames/Blame' })
  await undo.redo()
  await undo.redo()
  expect(tag()).toMatchObject({ name: 'Fault', definition: 'Somebody is at fault.' })
  expect(told.map(([sentence]) => sentence)).toEqual([
    'undo Definition of “Fault”',
    'undo Renaming of “Blame” to “Fault”',
    'redo Renaming of “Blame” to “Fault”',
    'redo Definition of “Fault”',
  ])
  expect(undo.history.get().done).toHaveLength(3)
})

test('a tag that was changed elsewhere meanwhile is not undone, and the step is forgotten', async () => {
  const { client, library, undo, article, told } = await opened()
  await article.create(blame)
  const [tag] = library.tags
  await changeTag(client, undo, tag!, { name: 'Fault' })
  await client.call('codebook.change', { tagId: tag!.id, expectedRev: 2, name: 'Guilt' })
  await undo.undo()
  expect(told.at(-1)?.[0]).toMatch(/can’t be undone: the tag was changed elsewhere meanwhile/u)
  expect(library.tags[0]).toMatchObject({ name: 'Guilt' })
  expect(undo.history.get().done).toHaveLength(1)
})

test('a change of a tag that is refused is no step', async () => {
  const { client, library, undo, article } = await opened()
  await article.create({ ...blame, tags: [{ path: 'Blame' }, { path: 'Hope' }] })
  const [tag] = library.tags
  await expect(changeTag(client, undo, tag!, { name: 'hope' })).rejects.toMatchObject({
    code: 'already-exists',
  })
  expect(undo.history.get().done).toHaveLength(1)
})
