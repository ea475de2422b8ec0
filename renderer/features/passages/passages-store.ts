import type { Client } from '../../../shared/api/client.ts'
import type { PassageView, TagView } from '../../../shared/api/views.ts'
import { sentenceOf } from '../../stores/failure-of.ts'
import { oneAfterTheOther } from '../../stores/one-after-the-other.ts'
import { createStore, type Store } from '../../stores/store.ts'
import { everything, type PassageFilter } from './passage-filter.ts'

/** Every passage and tag, as last told; `failure` is why they may be old, until a reading works. */
export type PassagesState = {
  phase: 'loading' | 'ready'
  passages: readonly PassageView[]
  tags: readonly TagView[]
  failure: string | null
}

/** What Passages shows. The filter outlives the place, so that reading in between loses nothing. */
export type PassagesStore = {
  state: Store<PassagesState>
  filter: Store<PassageFilter>
  /** Reads again; resolves once the list is at least as new as this call. Never rejects. */
  refresh(): Promise<void>
  /** Goes back to all passages, as when another library was opened. */
  forget(): void
  /** Reads, follows the events while the place is open; returns a function that stops. */
  start(): () => void
}

const nothingYet: PassagesState = { phase: 'loading', passages: [], tags: [], failure: null }

/** Makes the store of a client; it is read when started. */
export function createPassages(client: Client): PassagesStore {
  const state = createStore(nothingYet)
  const filter = createStore(everything)
  const refresh = oneAfterTheOther(async () => {
    try {
      const [{ passages }, { tags }] = await Promise.all([
        client.call('passages.list', {}),
        client.call('codebook.list', {}),
      ])
      state.set({ phase: 'ready', passages, tags, failure: null })
    } catch (thrown) {
      state.set((current) => ({ ...current, phase: 'ready', failure: sentenceOf(thrown) }))
    }
  })
  return {
    state,
    filter,
    refresh,
    forget() {
      state.set(nothingYet)
      filter.set(everything)
    },
    start() {
      const follow = (): void => void refresh()
      const stops = [client.on('library.changed', follow), client.on('library.opened', follow)]
      follow()
      return () => stops.forEach((stop) => stop())
    },
  }
}
