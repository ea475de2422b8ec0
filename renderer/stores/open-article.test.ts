import { expect, test } from 'vitest'
import { createClient } from '../../shared/api/client.ts'
import { serve } from '../../shared/api/serve.ts'
import { AppError } from '../../shared/errors.ts'
import { doc, p, title } from '../../tests/support/article-builders.ts'
import { portPair } from '../../tests/support/port-pair.ts'
import { inMemoryArticle } from '../../tests/support/in-memory-article.ts'
import { createOpenArticle, type OpenArticle } from './open-article.ts'
import { createUndo } from './undo.ts'

async function opened() {
  const library = inMemoryArticle(doc(title('The headline'), p('The council rejected it.')))
  const wires = portPair()
  serve(library.application, wires.far, (bug) => {
    throw bug
  })
  const client = createClient(wires.near)
  const undo = createUndo(client, () => undefined)
  const article = createOpenArticle(client, library.articleId, undo)
  const stop = article.start()
  await expect.poll(() => article.store.get().phase).toBe('open')
  return { library, client, article, stop }
}

function open(state: OpenArticle) {
  if (state.phase !== 'open') throw new Error(`the article is ${state.phase}`)
  return state
}

const passage = { start: 0, end: 12 }

test('a created annotation is in the store when the call resolves', async () => {
  const { article } = await opened()
  const view = await article.create({ passage, tags: [], note: '' })
  expect(open(article.store.get()).article.annotations).toEqual([view])
})

test('a refused annotation leaves the store as it was', async () => {
  const { library, article } = await opened()
  library.failure = new AppError('disk-full', 'The disk is full.')
  await expect(article.create({ passage, tags: [], note: '' })).rejects.toThrow('The disk is full.')
  expect(open(article.store.get()).article.annotations).toEqual([])
})

test('a change goes out with the newest rev, whatever view the caller holds', async () => {
  const { article } = await opened()
  const view = await article.create({ passage, tags: [], note: '' })
  await article.change(view, { note: 'one' })
  const changed = await article.change(view, { note: 'two' })
  expect(changed.annotation).toMatchObject({ rev: 3, note: 'two' })
})

test('what others write arrives; document and unchanged annotations stay the very same', async () => {
  const { library, article } = await opened()
  await article.create({ passage, tags: [], note: '' })
  const before = open(article.store.get())
  library.mark({ start: 14, end: 20 }, ['Blame'])
  library.announce('library.changed', { articleIds: [library.articleId] })
  await expect.poll(() => open(article.store.get()).article.annotations.length).toBe(2)
  const after = open(article.store.get())
  expect(after.document).toBe(before.document)
  expect(after.article.annotations[0]).toBe(before.article.annotations[0])
})

test('a removed annotation leaves the store and can come back', async () => {
  const { article } = await opened()
  const view = await article.create({ passage, tags: [], note: 'kept' })
  const removed = await article.change(view, { removed: true })
  expect(open(article.store.get()).article.annotations).toEqual([])
  await article.change(removed, { removed: false })
  expect(open(article.store.get()).article.annotations).toMatchObject([
    { annotation: { note: 'kept', removed: null } },
  ])
})

test('an article that cannot be opened is told in a sentence', async () => {
  const library = inMemoryArticle(doc(p('Text')))
  library.application.handlers['articles.open'] = () =>
    Promise.reject(new AppError('not-found', 'There is no such article.'))
  const wires = portPair()
  serve(library.application, wires.far, () => undefined)
  const client = createClient(wires.near)
  const undo = createUndo(client, () => undefined)
  const article = createOpenArticle(client, library.articleId, undo)
  article.start()
  await expect
    .poll(() => article.store.get())
    .toEqual({ phase: 'failed', failure: 'There is no such article.' })
})

test('once stopped it no longer follows the library', async () => {
  const { library, client, article, stop } = await opened()
  stop()
  library.mark(passage, ['Blame'])
  library.announce('library.changed', { articleIds: [library.articleId] })
  // Two questions and answers on the same wire: a refresh would have been answered before.
  await client.call('codebook.list', {})
  await client.call('codebook.list', {})
  expect(open(article.store.get()).article.annotations).toEqual([])
})
