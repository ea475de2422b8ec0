import { contract, type OperationName } from '../../shared/api/contract.ts'
import type { Announce } from '../../shared/api/events.ts'
import { run, type Application, type Handlers } from '../../shared/api/serve.ts'
import { AppError } from '../../shared/errors.ts'
import { createApp, type AppOptions } from './create-app.ts'
import { ownFolder } from './library-folder.ts'
import { isSaved } from './machine-document.ts'
import type { Machine, MachineSettings } from './machine-settings.ts'
import { withWakefulCalls } from './wakeful-calls.ts'
import { fillSample, hasSample, sampleFolder, wantsSample } from './sample-library.ts'

/** What a window is opened with. `asked` names a library; `sampleSource` holds the sample's story. */
export type DeskOptions = Omit<AppOptions, 'libraryFolder' | 'isSample'> & {
  asked: string | null
  sampleSource: URL
}

/** One's own library, open, and where it lies. */
type Own = { app: Application; folder: string }

/**
 * The application as a window sees it: one library at a time, the sample at the very first start.
 *
 * A capture goes to one's own library, never into the sample. The window follows it there when it gave
 * an article, or a row that waits for a person; only the article, or a click, closes the sample for good.
 */
export async function openDesk(options: DeskOptions): Promise<Application> {
  const { asked, machine, folders } = options
  const { announce, subscribe } = announcer()
  const own = untilItWorks(async (): Promise<Own> => {
    const folder = asked ?? ownFolder(machine, folders)
    return { app: await createApp({ ...options, libraryFolder: folder }), folder }
  })
  let sample = (await isSampleWanted(options, own.get)) ? await openSample(options) : null
  let current = sample ?? (await openOwnAtOnce(machine, own.get))
  let stopForwarding = current.subscribe(announce)

  /** Shows one's own library in the place of the sample. */
  const goOver = async ({ app }: Own): Promise<void> => {
    const last = sample
    if (last === null) return
    sample = null
    stopForwarding()
    current = app
    stopForwarding = app.subscribe(announce)
    announce('library.opened', {})
    await last.close()
  }

  return {
    handlers: withWakefulCalls({
      ...forwarding(() => current.handlers),
      'captures.add': async (input, context) => {
        // Opened before anything is fetched: where it cannot be, all stays as it is.
        const there = await own.get()
        try {
          const outcome = await there.app.handlers['captures.add'](input, context)
          if (machine.settings().sample === 'open') {
            await machine.remember((settings) => closed(settings, there))
          }
          await goOver(there)
          return outcome
        } catch (error) {
          if (await holdsAttempts(there.app)) await goOver(there)
          throw error
        }
      },
      'sample.close': async () => {
        const there = await own.get()
        const change = machine.change((now) => ({ ...closed(now, there), firstSteps: null }))
        await onceSaved(change, () => goOver(there))
        return {}
      },
    }),
    subscribe,
    close: async () => {
      await sample?.close()
      await (await own.opened())?.app.close()
    },
  }
}

/** Goes on once a change is on the disk: also where the disk reported an error after that, which is told. */
async function onceSaved(change: Promise<void>, goOn: () => Promise<void>): Promise<void> {
  try {
    await change
  } catch (error) {
    if (isSaved(error)) await goOn()
    throw error
  }
  await goOn()
}

/** Who listens to the desk, whatever library is open. */
function announcer(): { announce: Announce; subscribe: Application['subscribe'] } {
  const listeners = new Set<Announce>()
  return {
    announce: (name, payload) => {
      for (const listener of listeners) listener(name, payload)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The settings once the sample is over. */
function closed(settings: MachineSettings, { folder }: Own): MachineSettings {
  return { ...settings, sample: 'closed', lastLibrary: folder }
}

async function openOwnAtOnce(machine: Machine, own: () => Promise<Own>): Promise<Application> {
  const { app, folder } = await own()
  // Until the sample is over, what waits in one's own library is no reason to forget the sample.
  if (machine.settings().lastLibrary !== folder && machine.settings().sample !== 'open') {
    await machine.remember((settings) => ({ ...settings, lastLibrary: folder }))
  }
  return app
}

/** Whether the sample is shown: it is not over, and nothing waits in one's own library. */
async function isSampleWanted(options: DeskOptions, own: () => Promise<Own>): Promise<boolean> {
  const { asked, machine, folders, sampleSource } = options
  if (asked !== null || !(await wantsSample(machine, folders))) return false
  if (!(await hasSample(sampleSource))) return false
  if (machine.settings().sample === 'unseen') return true
  try {
    const { app } = await own()
    return !(await holdsAttempts(app)) && !(await holdsArticles(app))
  } catch (error) {
    // What is wrong there is told when it is needed.
    if (error instanceof AppError) return true
    throw error
  }
}

async function holdsAttempts(app: Application): Promise<boolean> {
  const result = await run(app.handlers, 'attempts.list', {}, idle(), rethrow)
  return result.ok && result.value.attempts.length > 0
}

async function holdsArticles(app: Application): Promise<boolean> {
  const result = await run(app.handlers, 'articles.list', {}, idle(), rethrow)
  return !result.ok || result.value.articles.length > 0
}

function idle(): { signal: AbortSignal; progress: () => void } {
  return { signal: new AbortController().signal, progress: () => undefined }
}

function rethrow(bug: unknown): never {
  throw bug
}

/** Opens something when it is first needed, and once; what failed is tried again the next time. */
function untilItWorks<T>(open: () => Promise<T>): {
  get(): Promise<T>
  /** What is open, or being opened; null where nothing is. */
  opened(): Promise<T | null>
} {
  let opening: Promise<T> | null = null
  return {
    async get() {
      opening ??= open()
      try {
        return await opening
      } catch (error) {
        opening = null
        throw error
      }
    },
    opened: async () => (opening === null ? null : opening.catch(() => null)),
  }
}

async function openSample(options: DeskOptions): Promise<Application> {
  const { machine, folders, sampleSource } = options
  const app = await createApp({ ...options, libraryFolder: sampleFolder(folders), isSample: true })
  const isFirst = machine.settings().sample === 'unseen'
  await fillSample(app, sampleSource, isFirst)
  if (isFirst) {
    // Only now: the sample's own annotations are nobody's first.
    const firstSteps = { tagged: false, captured: false, exported: false }
    await machine.remember((settings) => ({ ...settings, sample: 'open', firstSteps }))
  }
  return app
}

/** Handlers that ask, at each call, which application is open. */
function forwarding(handlers: () => Handlers): Handlers {
  const names = Object.keys(contract) as OperationName[]
  const entries = names.map((name) => {
    const forward = (input: never, context: never): Promise<unknown> =>
      handlers()[name](input, context)
    return [name, forward]
  })
  return Object.fromEntries(entries) as Handlers
}
