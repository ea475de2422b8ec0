import type { Client } from '../../shared/api/client.ts'
import type { Output } from '../../shared/api/contract.ts'
import type { CollectionView } from '../../shared/api/views.ts'
import type { CollectionMember } from '../../shared/domain/collection.ts'
import { sentenceOf } from './failure-of.ts'
import { oneAfterTheOther } from './one-after-the-other.ts'
import { createStore, type Store } from './store.ts'

/** The collections as they stand; `problem` is why they may be old, or not all. */
export type CollectionsState = {
  collections: readonly CollectionView[]
  problem: string | null
}

/** What a change of a collection answers: the collection as it is now, and what else went wrong. */
export type ChangedCollection = Output<'collections.add'>

/** The collections of the library, kept up with `library.changed`. */
export type CollectionsStore = {
  store: Store<CollectionsState>
  /** Adds members, making the collection where none has the name. Rejects with the call's AppError. */
  add(name: string, members: readonly CollectionMember[]): Promise<ChangedCollection>
  /** Takes members out; they stay in the library. Rejects with the call's AppError. */
  remove(name: string, members: readonly CollectionMember[]): Promise<ChangedCollection>
  /** Reads the collections, follows the events; returns a function that stops. */
  start(): () => void
}

/** Makes the store of a client; it is read when started. */
export function createCollections(client: Client): CollectionsStore {
  const store = createStore<CollectionsState>({ collections: [], problem: null })
  const refresh = oneAfterTheOther(async () => {
    try {
      const { collections, problems } = await client.call('collections.list', {})
      store.set({ collections, problem: problems[0] ?? null })
    } catch (thrown) {
      store.set((current) => ({ ...current, problem: sentenceOf(thrown) }))
    }
  })
  const change = async (
    operation: 'collections.add' | 'collections.remove',
    name: string,
    members: readonly CollectionMember[],
  ): Promise<ChangedCollection> => {
    const changed = await client.call(operation, { name, members: [...members] })
    await refresh()
    return changed
  }
  return {
    store,
    add: (name, members) => change('collections.add', name, members),
    remove: (name, members) => change('collections.remove', name, members),
    start() {
      const follow = (): void => void refresh()
      const stops = [client.on('library.changed', follow), client.on('library.opened', follow)]
      follow()
      return () => stops.forEach((stop) => stop())
    },
  }
}
