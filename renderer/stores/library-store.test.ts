import { expect, it, vi } from 'vitest'
import { inMemoryLibrary, listItem } from '../../tests/support/in-memory-library.ts'
import { createLibraryStore } from './library-store.ts'

it('the list follows what the application announces', async () => {
  const application = inMemoryLibrary()
  const library = createLibraryStore(application.client)
  const stop = library.start()
  await vi.waitUntil(() => library.state.get().phase === 'ready')
  const item = listItem('New')
  application.articles = [item]
  application.announce('library.changed', { articleIds: [item.row.id] })
  await vi.waitFor(() =>
    expect(library.state.get().articles.map(({ row }) => row.title)).toEqual(['New']),
  )
  stop()
})

it('a refresh that is asked for during another one still sees what came in between', async () => {
  const application = inMemoryLibrary()
  const library = createLibraryStore(application.client)
  const first = library.refresh()
  application.articles = [listItem('Came in between')]
  const [second, third] = [library.refresh(), library.refresh()]
  expect(third).toBe(second)
  await Promise.all([first, second])
  expect(library.state.get().articles).toHaveLength(1)
})

it('a failure is told in its sentence, and the last list stays', async () => {
  const application = inMemoryLibrary()
  application.articles = [listItem('Here before')]
  const library = createLibraryStore(application.client)
  await library.refresh()
  application.close()
  await library.refresh()
  expect(library.state.get()).toMatchObject({
    failure: expect.stringContaining('lost its connection') as string,
    articles: [{ row: { title: 'Here before' } }],
  })
})

it('problems of the machine and of the library are told, each once', async () => {
  const application = inMemoryLibrary()
  const about = (path: string) => ({
    code: 'document-damaged' as const,
    message: `“${path}” is damaged. It is kept as it is.`,
    path,
  })
  application.machineProblems = [about('/home/ida/.local/share/pressmark/settings.json')]
  application.problems = [about('codebook.json'), about('collections.json')]
  const library = createLibraryStore(application.client)
  await library.refresh()
  expect(library.state.get().problems.map(({ path }) => path)).toEqual([
    '/home/ida/.local/share/pressmark/settings.json',
    'codebook.json',
    'collections.json',
  ])
})
