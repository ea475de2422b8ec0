import { contract, type OperationName } from '../../shared/api/contract.ts'
import type { Announce } from '../../shared/api/events.ts'
import type { Application, Handlers } from '../../shared/api/serve.ts'
import { createApp, type AppOptions } from './create-app.ts'
import { ownFolder } from './library-folder.ts'
import { fillSample, hasSample, sampleFolder, wantsSample } from './sample-library.ts'

/** What a window is opened with. `asked` names a library; `sampleSource` holds the sample's story. */
export type DeskOptions = Omit<AppOptions, 'libraryFolder' | 'isSample'> & {
  asked: string | null
  sampleSource: URL
}

/**
 * The application as a window sees it: one library at a time, the sample at the very first start.
 *
 * A capture in the sample opens one's own library first and goes there; the sample never holds one.
 */
export async function openDesk(options: DeskOptions): Promise<Application> {
  const { asked, machine, folders, sampleSource } = options
  const listeners = new Set<Announce>()
  const announce: Announce = (name, payload) => {
    for (const listener of listeners) listener(name, payload)
  }
  const openOwn = async (): Promise<Application> => {
    const folder = asked ?? ownFolder(machine, folders)
    const app = await createApp({ ...options, libraryFolder: folder })
    if (machine.settings().lastLibrary !== folder) {
      await machine.change((settings) => ({ ...settings, lastLibrary: folder }))
    }
    return app
  }
  const isFirst =
    asked === null && (await wantsSample(machine, folders)) && (await hasSample(sampleSource))
  let sample = isFirst ? await openSample(options) : null
  let current = sample ?? (await openOwn())
  let stopForwarding = current.subscribe(announce)
  let leaving: Promise<void> | null = null
  const leaveSample = async (): Promise<void> => {
    const last = sample
    if (last === null) return
    const own = await openOwn()
    stopForwarding()
    sample = null
    current = own
    stopForwarding = own.subscribe(announce)
    await machine.change((settings) => ({ ...settings, sample: 'closed' }))
    announce('library.opened', {})
    await last.close()
  }
  const leave = (): Promise<void> => (leaving ??= leaveSample().finally(() => (leaving = null)))
  return {
    handlers: {
      ...forwarding(() => current.handlers),
      'captures.add': async (input, context) => {
        await leave()
        return current.handlers['captures.add'](input, context)
      },
      'sample.close': async () => {
        await machine.change((settings) => ({ ...settings, firstSteps: null }))
        await leave()
        return {}
      },
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => current.close(),
  }
}

async function openSample(options: DeskOptions): Promise<Application> {
  const { machine, folders, sampleSource } = options
  const app = await createApp({ ...options, libraryFolder: sampleFolder(folders), isSample: true })
  await fillSample(app, sampleSource)
  if (machine.settings().sample === 'unseen') {
    // Only now: the sample's own annotations are nobody's first.
    const firstSteps = { tagged: false, captured: false, exported: false }
    await machine.change((settings) => ({ ...settings, sample: 'open', firstSteps }))
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
