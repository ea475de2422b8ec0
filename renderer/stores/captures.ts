import type { Client } from '../../shared/api/client.ts'
import type { CaptureOutcome, CaptureProgress, CaptureRequest } from '../../shared/api/contract.ts'
import type { Failure } from '../../shared/api/result.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { now, type Instant } from '../../shared/domain/instant.ts'
import { assertNever } from '../../shared/errors.ts'
import { failureOf } from './failure-of.ts'
import type { LibraryStore } from './library-store.ts'
import { createStore, type Store } from './store.ts'

/**
 * A capture that this window began.
 *
 * `logged`: it failed and the application keeps an attempt of it. `failed`: it failed and only this
 * window knows (stopped, connection lost). `request` is kept to try again, null once it is done. `replaces`
 * is the attempt that is being tried again. `run`: what began before the last one ended is one run.
 */
export type Capture = {
  number: number
  label: string
  request: CaptureRequest | null
  startedAt: Instant
  replaces: Id | null
  run: number
  state:
    | { phase: 'waiting' }
    | { phase: 'running'; progress: CaptureProgress | null }
    | { phase: 'done'; outcome: CaptureOutcome }
    | { phase: 'logged'; failure: Failure; attemptId: Id }
    | { phase: 'failed'; failure: Failure }
}

/** The captures of this window: begun, followed, stopped. */
export type Captures = {
  state: Store<readonly Capture[]>
  /** Shows it at once; the promise is its end, and never rejects. */
  start(request: CaptureRequest, replaces?: Id): Promise<Capture>
  stop(number: number): void
  /** Takes a capture off the list. */
  dismiss(number: number): void
}

/** More files at once would only make each slower. */
const atOnce = 4

const stoppedWaiting: Capture['state'] = {
  phase: 'failed',
  failure: { code: 'cancelled', message: 'Stopped before it began. Nothing was changed.' },
}

/** Makes the store. `library` is read again after each capture, so that no row vanishes meanwhile. */
export function createCaptures(client: Client, library: LibraryStore): Captures {
  const state = createStore<readonly Capture[]>([])
  const controllers = new Map<number, AbortController>()
  const turns = createTurns(atOnce)
  let lastNumber = 0
  let lastRun = 0
  const change = (number: number, next: Capture['state']): void =>
    state.set((captures) =>
      captures.map((capture) => (capture.number === number ? moved(capture, next) : capture)),
    )
  return {
    state,
    async start(request, replaces) {
      lastNumber += 1
      if (!state.get().some(isUnderWay)) lastRun += 1
      const begun: Capture = {
        number: lastNumber,
        label: labelOf(request),
        request,
        startedAt: now(),
        replaces: replaces ?? null,
        run: lastRun,
        state: { phase: 'waiting' },
      }
      const controller = new AbortController()
      controllers.set(begun.number, controller)
      state.set((captures) => [...captures, begun])
      const capture = (): Promise<Capture['state']> => {
        const tell = (next: Capture['state']): void => change(begun.number, next)
        return run(client, library, request, controller.signal, tell)
      }
      // Addresses go at once: the application notes them, so that none is lost with this window, and
      // lets them wait there. Files would lie there in memory, and they are where they came from.
      const end = await (request.kind === 'address' ? capture() : turns(capture))
      controllers.delete(begun.number)
      if (replaces !== undefined && end.phase !== 'failed') await library.dismiss(replaces)
      change(begun.number, end)
      return moved(begun, end)
    },
    stop(number) {
      controllers.get(number)?.abort()
      const isWaiting = state.get().find((it) => it.number === number)?.state.phase === 'waiting'
      if (isWaiting) change(number, stoppedWaiting)
    },
    dismiss: (number) =>
      state.set((captures) => captures.filter((capture) => capture.number !== number)),
  }
}

/** Whether a capture has not ended yet. */
export function isUnderWay({ state }: Capture): boolean {
  return state.phase === 'waiting' || state.phase === 'running'
}

async function run(
  client: Client,
  library: LibraryStore,
  request: CaptureRequest,
  signal: AbortSignal,
  tell: (state: Capture['state']) => void,
): Promise<Capture['state']> {
  if (signal.aborted) return stoppedWaiting
  const known = new Set(library.state.get().attempts.map(({ id }) => id))
  // An address runs from its first progress on; until then it waits for its turn in the application.
  if (request.kind !== 'address') tell({ phase: 'running', progress: null })
  try {
    const outcome = await client.call('captures.add', request, {
      signal,
      onProgress: (progress) => tell({ phase: 'running', progress }),
    })
    await library.refresh()
    return { phase: 'done', outcome }
  } catch (thrown) {
    const failure = failureOf(thrown)
    await library.refresh()
    const logged = library.state
      .get()
      .attempts.filter(
        ({ id, failure: kept }) => !known.has(id) && kept.message === failure.message,
      )
    // Several may fail for one reason at once: each has its own address.
    const attempt = logged.find(({ input }) => input === labelOf(request)) ?? logged[0]
    return attempt === undefined
      ? { phase: 'failed', failure }
      : { phase: 'logged', failure, attemptId: attempt.id }
  }
}

/** A capture that is done lets go of its request: a file can be large. */
function moved(capture: Capture, state: Capture['state']): Capture {
  return { ...capture, state, request: state.phase === 'done' ? null : capture.request }
}

/** Runs at most `limit` of the works handed to it at once, in their order. */
function createTurns(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}

/** What a capture is called before its title is known: the address it is for, file name, first line. */
function labelOf(request: CaptureRequest): string {
  switch (request.kind) {
    case 'address':
      return request.url
    case 'file':
      return request.url ?? request.name
    case 'text':
      return request.text.trimStart().split('\n', 1)[0]?.trim() ?? ''
    default:
      return assertNever(request)
  }
}
