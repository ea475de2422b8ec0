import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../electron/app/create-app.ts'
import { openMachine } from '../../electron/app/machine-settings.ts'
import type { Input, OperationName, Output } from '../../shared/api/contract.ts'
import { callIn } from '../../shared/api/call-in.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { openLibrary, type Library } from '../../electron/library/open-library.ts'
import { inventArticle } from './invent-article.ts'
import { inventPassages } from './invent-passages.ts'

/** A library of invented articles, with the folders of an invented machine around it. */
export type InventedLibrary = {
  root: string
  folder: string
  /** Points any shell at this library and this machine. */
  env: Record<string, string>
  /** Opens the application afresh, as a start of the program does. */
  open(): Promise<OpenApplication>
  /** Opens what lies below the application: documents and journal, as the same coder. */
  openLibrary(): Promise<Library>
  remove(): Promise<void>
}

/** The application, called as a shell calls it: input and output are parsed on the way. */
export type OpenApplication = {
  call<Name extends OperationName>(name: Name, input: Input<Name>): Promise<Output<Name>>
  close(): Promise<void>
}

/** An article as it was written into the library. */
export type WrittenArticle = { id: Id; versionId: Id; title: string; text: string }

/** Makes an empty library in a new folder below `place`, the system's temporary folder when null. */
async function makeInventedLibrary(place: string | null): Promise<InventedLibrary> {
  const root = await mkdtemp(join(place ?? tmpdir(), 'pressmark-bench-'))
  const folder = join(root, 'library')
  const folders = {
    data: join(root, 'data'),
    cache: join(root, 'cache'),
    documents: join(root, 'documents'),
  }
  return {
    root,
    folder,
    env: {
      HOME: root,
      PRESSMARK_LIBRARY: folder,
      PRESSMARK_DATA: folders.data,
      PRESSMARK_CACHE: folders.cache,
    },
    async open() {
      const app = await createApp({
        libraryFolder: folder,
        folders,
        machine: await openMachine(folders.data),
        workerUrl: new URL('../../electron/capture/extract-worker.ts', import.meta.url),
        version: 'bench',
      })
      return { call: (name, input) => callIn(app, name, input), close: () => app.close() }
    },
    async openLibrary() {
      const machine = await openMachine(folders.data)
      const { coderId, deviceId } = machine.settings()
      const coder = { coderId, deviceId, hostId: machine.hostId, coderName: machine.coderName() }
      return openLibrary({
        folder,
        cacheFolder: folders.cache,
        deviceMemoryFile: join(folders.data, 'device.json'),
        machine: coder,
      })
    },
    remove: () => rm(root, { recursive: true, force: true }),
  }
}

/** Captures an invented article and annotates `passages` of its text, one call for each. */
export async function writeArticle(
  app: OpenApplication,
  seed: number,
  size: { characters: number; passages: number },
): Promise<WrittenArticle> {
  const { title, text } = inventArticle(seed, size.characters)
  const { articleId } = await app.call('captures.add', { kind: 'text', text })
  const { version, text: kept } = await app.call('articles.open', { id: articleId })
  if (kept !== text) throw new Error(`the article of seed ${seed} was not kept as it was invented`)
  const article = { id: articleId, versionId: version.id, title, text }
  for (const { start, end, tag } of inventPassages(seed, text, size.passages)) {
    await annotate(app, article, { start, end }, tag)
  }
  return article
}

/** Annotates one passage of an article, as a window does. */
export async function annotate(
  app: OpenApplication,
  article: WrittenArticle,
  passage: { start: number; end: number },
  tag: string,
): Promise<void> {
  const { id: articleId, versionId } = article
  const { warnings } = await app.call('annotations.create', {
    articleId,
    versionId,
    passage,
    tags: [{ path: tag }],
    note: '',
  })
  if (warnings.length > 0) throw new Error(warnings.join(' '))
}

/** Measures over a library that is made for it, and removed whatever happens. */
export async function overInventedLibrary<Figures>(
  place: string | null,
  measure: (library: InventedLibrary) => Promise<Figures>,
): Promise<Figures> {
  const library = await makeInventedLibrary(place)
  try {
    return await measure(library)
  } finally {
    await library.remove()
  }
}
