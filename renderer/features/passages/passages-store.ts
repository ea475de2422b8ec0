import type { Client } from '../../../shared/api/client.ts'
import type { PassageView, TagView } from '../../../shared/api/views.ts'
import type { PlainFilter } from '../../../shared/domain/session.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import { sentenceOf } from '../../stores/failure-of.ts'
import { oneAfterTheOther } from '../../stores/one-after-the-other.ts'
import { createStore, type Store } from '../../stores/store.ts'
import { everything, filterOf, type PassageFilter } from './passage-filter.ts'

/**
 * Every passage and tag, as last told. `failure` is why they may be old, until a reading works;
 * `unread` counts the files of the library that can't be read, whose passages are missing here.
 */
export type PassagesState = {
  phase: 'loading' | 'ready'
  passages: readonly PassageView[]
  tags: readonly TagView[]
  unread: number
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

const nothingYet: PassagesState = {
  phase: 'loading',
  passages: [],
  tags: [],
  unread: 0,
  failure: null,
}

/** The codes of problems for which a file's content is not shown. */
const unreadable: ReadonlySet<string> = new Set<ErrorCode>([
  'document-damaged',
  'document-newer',
  'no-access',
  'disk-error',
])

/** Files of the library are named from its folder, those of this machine by their whole path. */
function isWhole(path: string): boolean {
  return /^(?:[/\\]|[a-z]:)/iu.test(path)
}

/** Makes the store of a client, with the filter of the last session; it is read when started. */
export function createPassages(client: Client, lastFilter: PlainFilter = {}): PassagesStore {
  const state = createStore(nothingYet)
  const filter = createStore(filterOf(lastFilter))
  const refresh = oneAfterTheOther(async () => {
    try {
      const [{ passages }, { tags }] = await Promise.all([
        client.call('passages.list', {}),
        client.call('codebook.list', {}),
      ])
      // What could not be read is known once it was tried.
      const { problems } = await client.call('library.describe', {})
      const unread = problems.filter(({ code, path }) => unreadable.has(code) && !isWhole(path))
      state.set({ phase: 'ready', passages, tags, unread: unread.length, failure: null })
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
