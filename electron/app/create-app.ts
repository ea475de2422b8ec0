import { join } from 'node:path'
import type { Announce } from '../../shared/api/events.ts'
import type { Application, Handlers } from '../../shared/api/serve.ts'
import { createCapture } from '../capture/capture.ts'
import { openLibrary } from '../library/open-library.ts'
import { withWakefulThreads } from '../system/wake-threads.ts'
import type { AppContext } from './app-context.ts'
import { openAttempts } from './attempts.ts'
import { addCapture } from './handlers/add-capture.ts'
import { allowAddress } from './handlers/allow-address.ts'
import { changeAnnotation } from './handlers/change-annotation.ts'
import { changeTag } from './handlers/change-tag.ts'
import { choosePathNowhere } from './handlers/choose-path.ts'
import { closeSample } from './handlers/close-sample.ts'
import { addToCollection, listCollections, removeFromCollection } from './handlers/collections.ts'
import { createAnnotation } from './handlers/create-annotation.ts'
import { createAnnotationByQuote } from './handlers/create-annotation-by-quote.ts'
import { describeLibrary } from './handlers/describe-library.ts'
import { dismissAttempt, listAttempts } from './handlers/attempts.ts'
import { listArticles } from './handlers/list-articles.ts'
import { listPassages } from './handlers/list-passages.ts'
import { listTags } from './handlers/list-tags.ts'
import { openArticle } from './handlers/open-article.ts'
import { previewExport } from './handlers/preview-export.ts'
import { readList } from './handlers/read-list.ts'
import { readMedia } from './handlers/read-media.ts'
import { renameCoder } from './handlers/rename-coder.ts'
import { resolveId } from './handlers/resolve-id.ts'
import { readSession, writeSession } from './handlers/session.ts'
import { verifyLibrary } from './handlers/verify-library.ts'
import { writeExport } from './handlers/write-export.ts'
import { createHostTurns, politeness, type Politeness } from './host-turns.ts'
import type { MachineFolders } from './machine-folders.ts'
import type { Machine } from './machine-settings.ts'
import { openSessionFile } from './session-file.ts'
import { withWakefulCalls } from './wakeful-calls.ts'

/** Where the application keeps things, whose machine it is, and the built extraction worker. */
export type AppOptions = {
  libraryFolder: string
  folders: MachineFolders
  machine: Machine
  workerUrl: URL
  version: string
  isSample?: boolean
  politeness?: Politeness
}

/** Builds the application over one library folder. Nothing is written into the library by this. */
export async function createApp(options: AppOptions): Promise<Application> {
  const { folders, machine } = options
  const { coderId, deviceId } = machine.settings()
  const library = await openLibrary({
    folder: options.libraryFolder,
    cacheFolder: folders.cache,
    deviceMemoryFile: join(folders.data, 'device.json'),
    machine: { coderId, deviceId, hostId: machine.hostId, coderName: machine.coderName() },
  })
  const capture = createCapture({ workerUrl: options.workerUrl, version: options.version })
  const listeners = new Set<Announce>()
  const context: AppContext = {
    library,
    capture,
    machine,
    attempts: onceThere(async () => {
      const record = await library.record()
      return record === null ? null : openAttempts(folders.data, record.id, machine)
    }),
    session: onceThere(async () => {
      const record = await library.record()
      return record === null ? null : openSessionFile(folders.data, record.id, machine)
    }),
    notes: new Set(),
    announce: (name, payload) => {
      for (const listener of listeners) listener(name, payload)
    },
    version: options.version,
    hosts: createHostTurns(options.politeness ?? politeness),
    documentsFolder: folders.documents,
    isSample: options.isSample ?? false,
  }
  const close = async (): Promise<void> => {
    await capture.close()
    await Promise.allSettled(context.notes)
    await library.close()
  }
  return {
    handlers: withWakefulCalls(handlersOf(context)),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => withWakefulThreads(close()),
  }
}

function handlersOf(context: AppContext): Handlers {
  return {
    'library.describe': describeLibrary(context),
    'library.verify': verifyLibrary(context),
    'sample.close': closeSample(),
    'session.read': readSession(context),
    'session.write': writeSession(context),
    'articles.list': listArticles(context),
    'articles.open': openArticle(context),
    'ids.resolve': resolveId(context),
    'media.read': readMedia(context),
    'captures.add': addCapture(context),
    'lists.read': readList(context),
    'attempts.list': listAttempts(context),
    'attempts.dismiss': dismissAttempt(context),
    'addresses.allow': allowAddress(context),
    'annotations.create': createAnnotation(context),
    'annotations.createByQuote': createAnnotationByQuote(context),
    'annotations.change': changeAnnotation(context),
    'passages.list': listPassages(context),
    'codebook.list': listTags(context),
    'codebook.change': changeTag(context),
    'collections.list': listCollections(context),
    'collections.add': addToCollection(context),
    'collections.remove': removeFromCollection(context),
    'exports.preview': previewExport(context),
    'exports.choosePath': choosePathNowhere(),
    'exports.write': writeExport(context),
    'menu.show': () => Promise.resolve({}),
    'coders.rename': renameCoder(context),
  }
}

/** What `find` finds, looked for until it is there. */
function onceThere<T>(find: () => Promise<T | null>): () => Promise<T | null> {
  let found: T | null = null
  return async () => (found ??= await find())
}
