import { expect, it, vi } from 'vitest'
import { newId } from '../../shared/domain/ids.ts'
import { AppError } from '../../shared/errors.ts'
import { inMemoryLibrary } from '../../tests/support/in-memory-library.ts'
import { collectionView } from '../../tests/support/in-memory-places.ts'
import { createCollections } from './collections.ts'

const member = { articleId: newId(), annotationId: null }

it('what was added is in the store when the call answers', async () => {
  const collections = createCollections(inMemoryLibrary().client)
  const stop = collections.start()
  await collections.add('Chapter 2', [member])
  expect(collections.store.get().collections).toMatchObject([{ name: 'Chapter 2', articles: 1 }])
  await collections.remove('Chapter 2', [member])
  expect(collections.store.get().collections).toMatchObject([{ name: 'Chapter 2', articles: 0 }])
  stop()
})

it('collections that others change are followed', async () => {
  const application = inMemoryLibrary()
  const collections = createCollections(application.client)
  const stop = collections.start()
  application.collections = [collectionView('Theirs')]
  application.announce('library.changed', { articleIds: [] })
  await vi.waitFor(() => expect(collections.store.get().collections[0]?.name).toBe('Theirs'))
  stop()
})

it('a refused change rejects with the sentence, and the store stays', async () => {
  const application = inMemoryLibrary()
  const collections = createCollections(application.client)
  application.failure = new AppError('read-only', 'This library is read-only.')
  await expect(collections.add('Mine', [member])).rejects.toThrow('This library is read-only.')
  expect(collections.store.get().collections).toEqual([])
})
