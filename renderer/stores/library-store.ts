import type { Client } from '../../shared/api/client.ts'
import type { LibraryInfo } from '../../shared/api/contract.ts'
import type { ArticleListItem, Attempt, LibraryProblem } from '../../shared/api/views.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { sentenceOf } from './failure-of.ts'
import { oneAfterTheOther } from './one-after-the-other.ts'
import { createStore, type Store } from './store.ts'

/** What the Library shows. `failure` is the sentence of the last call that failed, until one works. */
export type LibraryState = {
  phase: 'loading' | 'ready'
  articles: readonly ArticleListItem[]
  attempts: readonly Attempt[]
  problems: readonly LibraryProblem[]
  readOnly: string | null
  /** Which library is open and who tags in it; null until it was read once. */
  info: LibraryInfo | null
  failure: string | null
}

/** The articles and failed captures of the library, as the application last told them. */
export type LibraryStore = {
  state: Store<LibraryState>
  /** Reads the lists, follows the events; returns a function that stops. */
  start(): () => void
  /** Reads the lists again; resolves once they are at least as new as this call. Never rejects. */
  refresh(): Promise<void>
  /** Takes a failed capture off the list; what the journal holds of it stays. Never rejects. */
  dismiss(attemptId: Id): Promise<void>
  /** Lets captures reach a host and port of one's own network; false, with `failure`, if refused. */
  allow(host: string, port: number): Promise<boolean>
}

const nothingYet: LibraryState = {
  phase: 'loading',
  articles: [],
  attempts: [],
  problems: [],
  readOnly: null,
  info: null,
  failure: null,
}

/** Makes the store of a client. */
export function createLibraryStore(client: Client): LibraryStore {
  const state = createStore<LibraryState>(nothingYet)
  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (thrown) {
      state.set((current) => ({ ...current, phase: 'ready', failure: sentenceOf(thrown) }))
      return false
    }
  }
  const refresh = oneAfterTheOther(async () => {
    await attempt(async () => state.set(await read(client)))
  })
  return {
    state,
    refresh,
    start() {
      const follow = (): void => void refresh()
      const stops = [
        client.on('library.changed', follow),
        client.on('library.opened', follow),
        client.on('attempts.changed', follow),
      ]
      follow()
      return () => stops.forEach((stop) => stop())
    },
    async dismiss(attemptId) {
      await attempt(async () => {
        await client.call('attempts.dismiss', { id: attemptId })
        state.set((current) => ({
          ...current,
          attempts: current.attempts.filter(({ id }) => id !== attemptId),
        }))
      })
    },
    allow: (host, port) =>
      attempt(async () => {
        await client.call('addresses.allow', { host, port })
      }),
  }
}

async function read(client: Client): Promise<LibraryState> {
  const [{ articles, problems }, { attempts }, info] = await Promise.all([
    client.call('articles.list', {}),
    client.call('attempts.list', {}),
    client.call('library.describe', {}),
  ])
  const { readOnly } = info
  return {
    phase: 'ready',
    articles,
    attempts,
    problems: eachOnce([...info.problems, ...problems]),
    readOnly,
    info,
    failure: null,
  }
}

/** Those of the machine come with its description alone, those of the library with both replies. */
function eachOnce(problems: readonly LibraryProblem[]): LibraryProblem[] {
  const byWords = new Map(
    problems.map((problem) => [`${problem.path}\n${problem.message}`, problem]),
  )
  return [...byWords.values()]
}
