import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp, type AppOptions } from '../../electron/app/create-app.ts'
import { openMachine } from '../../electron/app/machine-settings.ts'
import { contract, type OperationName } from '../../shared/api/contract.ts'
import type { Application, Handlers } from '../../shared/api/serve.ts'
import { startSite, type Site } from '../support/site-server.ts'

const corpus = fileURLToPath(new URL('../corpus/', import.meta.url))
const workerUrl = new URL('../../electron/capture/extract-worker.ts', import.meta.url)

/** How a handler ended, whether or not anybody heard it. */
export type Ending = { name: OperationName; input: unknown; value?: unknown; error?: unknown }

/** The real application over a library of its own. */
export type RealApplication = {
  application: Application
  site: Site
  library: string
  /** Where exports go. */
  exports: string
  /** Fulfilled once every handler that has begun has ended, with how, in the order they began. */
  endings(): Promise<Ending[]>
  /** The application opened anew on the same library, as the next start does. */
  reopen(): Promise<Application>
  close(): Promise<void>
}

/** Starts it in a temporary folder, with a small site to capture from. */
export async function startRealApplication(
  options: Pick<AppOptions, 'politeness'> = {},
): Promise<RealApplication> {
  const folder = await mkdtemp(join(tmpdir(), 'pressmark-contract-'))
  const library = join(folder, 'library')
  const exports = join(folder, 'exports')
  await mkdir(exports)
  const site = await startSite(corpus)
  const folders = {
    data: join(folder, 'data'),
    cache: join(folder, 'cache'),
    documents: join(folder, 'documents'),
  }
  const open = async (): Promise<Application> =>
    createApp({
      libraryFolder: library,
      folders,
      machine: await openMachine(folders.data),
      workerUrl,
      version: '0.0.0',
      ...options,
    })
  const application = await open()
  const begun: Promise<Ending>[] = []
  return {
    application: { ...application, handlers: followed(application.handlers, begun) },
    site,
    library,
    exports,
    endings: () => Promise.all(begun.splice(0)),
    reopen: open,
    close: async () => {
      await Promise.all(begun)
      await application.close()
      await site.close()
      await rm(folder, { recursive: true })
    },
  }
}

function followed(handlers: Handlers, begun: Promise<Ending>[]): Handlers {
  const names = Object.keys(contract) as OperationName[]
  const entries = names.map((name) => {
    const handler = handlers[name] as (input: unknown, context: unknown) => Promise<unknown>
    const follow = (input: unknown, context: unknown): Promise<unknown> => {
      const ending = handler(input, context)
      begun.push(
        ending.then(
          (value) => ({ name, input, value }),
          (error: unknown) => ({ name, input, error }),
        ),
      )
      return ending
    }
    return [name, follow]
  })
  return Object.fromEntries(entries) as Handlers
}
