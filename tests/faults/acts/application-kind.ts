import { join } from 'node:path'
import { createApp } from '../../../electron/app/create-app.ts'
import type { MachineFolders } from '../../../electron/app/machine-folders.ts'
import { openMachine, type Machine } from '../../../electron/app/machine-settings.ts'
import { callIn } from '../../../shared/api/call-in.ts'
import { contract, type OperationName } from '../../../shared/api/contract.ts'
import type { Application, Handlers } from '../../../shared/api/serve.ts'
import type { Act, Kind, Place } from './kind.ts'

/** The built-in reader of pages, as the program starts it. */
export const workerUrl = new URL('../../../electron/capture/extract-worker.ts', import.meta.url)

/** The folders of a place's machine. */
export function foldersOf(place: Place): MachineFolders {
  const data = join(place.world, 'data')
  return { data, cache: join(place.folder, 'cache'), documents: join(place.folder, 'documents') }
}

/** The application over a library, as a start makes it. */
export async function appAt(
  place: Place,
  libraryFolder: string,
): Promise<{ app: Application; machine: Machine }> {
  const folders = foldersOf(place)
  const machine = await openMachine(folders.data)
  const app = await createApp({ libraryFolder, folders, machine, workerUrl, version: '0.0.0' })
  return { app: watched(app, place), machine }
}

/** The application, telling the place which operations are called. */
export function watched(app: Application, { onCall }: Place): Application {
  if (onCall === undefined) return app
  const entries = (Object.keys(contract) as OperationName[]).map((name) => {
    const call = (input: never, context: never): Promise<unknown> => {
      onCall(name)
      return app.handlers[name](input, context)
    }
    return [name, call]
  })
  return { ...app, handlers: Object.fromEntries(entries) as Handlers }
}

/**
 * What a window would show of the library. Not its problems: each is told until the file that had it was
 * read again. Not the queue: a program that could not read it goes on without, and says so.
 */
export async function shown(app: Application): Promise<unknown> {
  return {
    articles: (await callIn(app, 'articles.list', {})).articles,
    passages: (await callIn(app, 'passages.list', {})).passages,
    tags: await callIn(app, 'codebook.list', {}),
    collections: await callIn(app, 'collections.list', {}),
  }
}

/** A kind whose acts go through the application, as those of a window or the command line do. */
export function applicationKind(
  acts: (app: Application, place: Place) => Act[],
  setUp: (app: Application, place: Place) => Promise<unknown>,
): Kind {
  return async (place) => {
    const { app, machine } = await appAt(place, join(place.world, 'library'))
    return {
      setUp: async () => {
        await machine.change((settings) => ({ ...settings, coderName: 'Ada' }))
        await setUp(app, place)
      },
      acts: acts(app, place),
      look: () => shown(app),
      settled: () => Promise.resolve(),
      close: () => app.close(),
    }
  }
}
