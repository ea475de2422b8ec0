import type { Id } from '../../shared/domain/ids.ts'
import { createStore, type Store } from './store.ts'

/** The rows of one list that a person has marked, by id, to do something with all of them. */
export type Marks = {
  store: Store<ReadonlySet<Id>>
  toggle(id: Id): void
  clear(): void
}

const none: ReadonlySet<Id> = new Set()

/** Makes the marks of a list; they outlive its place, so that reading in between loses nothing. */
export function createMarks(): Marks {
  const store = createStore(none)
  return {
    store,
    toggle(id) {
      store.set((current) => {
        const next = new Set(current)
        if (!next.delete(id)) next.add(id)
        return next
      })
    },
    clear: () => store.set(none),
  }
}
