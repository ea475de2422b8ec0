import { createClient, type Client } from '../../shared/api/client.ts'
import {
  contract,
  type CaptureOutcome,
  type CaptureProgress,
  type CaptureRequest,
  type LibraryInfo,
  type OperationName,
} from '../../shared/api/contract.ts'
import type { Announce } from '../../shared/api/events.ts'
import { serve, type Handlers } from '../../shared/api/serve.ts'
import type { ArticleListItem, Attempt, LibraryProblem } from '../../shared/api/views.ts'
import { newId } from '../../shared/domain/ids.ts'
import type { Session } from '../../shared/domain/session.ts'
import { now } from '../../shared/domain/instant.ts'
import { AppError, type ErrorCode, type ErrorFacts } from '../../shared/errors.ts'
import { emptyPlaces, placesHandlers, type InMemoryPlaces } from './in-memory-places.ts'
import { portPair } from './port-pair.ts'

/** A capture that a test drives by hand: it goes on only when told. */
export type HeldCapture = {
  request: CaptureRequest
  progress(value: CaptureProgress): void
  succeed(title: string, warnings?: string[]): CaptureOutcome
  /** Fails; an address is also kept as an attempt, as the application does. */
  fail(code: ErrorCode, message: string, facts?: ErrorFacts): void
}

/** The application as the places but the Reader meet it, in memory, behind a real client and a real wire. */
export type InMemoryLibrary = InMemoryPlaces & {
  client: Client
  articles: ArticleListItem[]
  attempts: Attempt[]
  problems: LibraryProblem[]
  /** Problems of this machine: only the description tells of them. */
  machineProblems: LibraryProblem[]
  /** Captures under way, oldest first; a test takes them out. */
  captures: HeldCapture[]
  allowed: string[]
  coder: LibraryInfo['coder']
  /** Every name that the coder was given. */
  names: string[]
  firstSteps: LibraryInfo['firstSteps']
  /** Every session written, oldest first; the last is what is read. */
  sessions: Session[]
  /** When set, reading and writing a session fails with it. */
  sessionFailure: Error | null
  /** The articles that are no longer there when a session is read. */
  goneArticles: string[]
  /** Why nothing can be written; null: it can. */
  readOnly: string | null
  /** What a verification does; until a test says otherwise it is refused. */
  verify: Handlers['library.verify']
  announce: Announce
  close(): void
}

/** An article of the list, captured at a moment. */
export function listItem(title: string, some: Partial<ArticleListItem> = {}): ArticleListItem {
  const id = newId()
  return {
    row: {
      id,
      key: `https://outlet.example/${id}`,
      title,
      outlet: 'Harbour Post',
      published: null,
      capturedAt: now(),
      versions: 1,
      annotations: 0,
      tags: [],
    },
    standfirst: null,
    textLength: 4_000,
    lastUnchanged: null,
    fileClaims: null,
    passages: [],
    ...some,
  }
}

/** Makes one; whatever it has no answer for is refused as a bug of the test. */
export function inMemoryLibrary(): InMemoryLibrary {
  const wire = portPair()
  const listeners = new Set<Announce>()
  const library: InMemoryLibrary = {
    ...emptyPlaces(),
    client: createClient(wire.near),
    articles: [],
    attempts: [],
    problems: [],
    machineProblems: [],
    captures: [],
    allowed: [],
    coder: { id: newId(), name: 'Lena Ortiz', isNamed: true },
    names: [],
    firstSteps: null,
    sessions: [],
    sessionFailure: null,
    goneArticles: [],
    readOnly: null,
    verify: () => Promise.reject(new Error('this library has no answer')),
    announce: (name, payload) => {
      for (const listener of listeners) listener(name, payload)
    },
    close: wire.close,
  }
  const application = {
    handlers: handlersOf(library),
    subscribe: (listener: Announce) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => Promise.resolve(),
  }
  serve(application, wire.far, (bug) => console.error(bug))
  return library
}

function handlersOf(library: InMemoryLibrary): Handlers {
  const names = Object.keys(contract) as OperationName[]
  const refuse = (): Promise<never> => Promise.reject(new Error('this library has no answer'))
  const handlers: Partial<Handlers> = {
    'library.describe': async () => ({
      folder: '/library',
      libraryId: null,
      readOnly: library.readOnly,
      coder: library.coder,
      isSample: false,
      firstSteps: library.firstSteps,
      asksName: !library.coder.isNamed,
      problems: [...library.machineProblems, ...library.problems],
    }),
    'library.verify': (input, context) => library.verify(input, context),
    'session.read': async () => {
      if (library.sessionFailure !== null) throw library.sessionFailure
      return { session: library.sessions.at(-1) ?? null, gone: library.goneArticles }
    },
    'session.write': async (session) => {
      if (library.sessionFailure !== null) throw library.sessionFailure
      library.sessions.push(session)
      return {}
    },
    'articles.list': async () => {
      if (library.failure !== null) throw library.failure
      return { articles: library.articles, problems: library.problems }
    },
    'articles.open': async () => {
      throw new AppError('not-found', 'This library lists its articles, but holds no text.')
    },
    ...placesHandlers(library, (name, payload) => library.announce(name, payload)),
    'attempts.list': async () => ({ attempts: library.attempts }),
    'attempts.dismiss': async ({ id }) => {
      library.attempts = library.attempts.filter((attempt) => attempt.id !== id)
      return {}
    },
    'addresses.allow': async ({ host, port }) => {
      library.allowed.push(`${host}:${port}`)
      return {}
    },
    'coders.rename': async ({ name }) => {
      library.names.push(name)
      return { id: library.coder.id, name }
    },
    'captures.add': (request, { signal, progress }) => hold(library, request, signal, progress),
  }
  return { ...Object.fromEntries(names.map((name) => [name, refuse])), ...handlers } as Handlers
}

function hold(
  library: InMemoryLibrary,
  request: CaptureRequest,
  signal: AbortSignal,
  progress: (value: CaptureProgress) => void,
): Promise<CaptureOutcome> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () =>
      reject(new AppError('cancelled', 'Stopped. Nothing was changed.')),
    )
    library.captures.push({
      request,
      progress,
      succeed(title, warnings = []) {
        const item = listItem(title)
        const sha256 = 'a'.repeat(64)
        library.articles = [item, ...library.articles]
        const outcome = {
          outcome: 'new-article' as const,
          articleId: item.row.id,
          version: 1,
          title,
          sha256,
          warnings,
        }
        library.announce('library.changed', { articleIds: [item.row.id] })
        resolve(outcome)
        return outcome
      },
      fail(code, message, facts = {}) {
        if (request.kind === 'address') {
          const failure = { code, message, facts: facts as Record<string, string | number> }
          const others = library.attempts.filter(({ input }) => input !== request.url)
          library.attempts = [{ id: newId(), input: request.url, at: now(), failure }, ...others]
          library.announce('attempts.changed', {})
        }
        reject(new AppError(code, message, { facts }))
      },
    })
  })
}
