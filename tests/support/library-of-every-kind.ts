import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp } from '../../electron/app/create-app.ts'
import { openMachine } from '../../electron/app/machine-settings.ts'
import { callIn } from '../../shared/api/call-in.ts'
import { openAppInFolder, type AppInFolder } from './app-in-folder.ts'
import { startSite } from './site-server.ts'

const corpus = fileURLToPath(new URL('../corpus/', import.meta.url))
const harbour = 'https://harbourpost.example/ferry'
const ferry = (word: string) =>
  `The ferry is ${word}\n\nIt left at ${word} o’clock, the harbour said, and nobody 🐦 was aboard.`

/** A library with articles of every kind, and the ids of them. */
export type LibraryOfEveryKind = AppInFolder & { fetched: string; imported: string; pasted: string }

/**
 * Makes a library as people do: a page fetched with its picture, a file imported, a text pasted in three
 * versions; passages and notes of two coders, on two computers, each with a journal.
 */
export async function makeLibraryOfEveryKind(): Promise<LibraryOfEveryKind> {
  const app = await openAppInFolder()
  const site = await startSite(corpus)
  try {
    const url = site.url('bridge-toll/page.html')
    const page = { kind: 'address', url, allowPrivate: true } as const
    const fetched = (await app.call('captures.add', page)).articleId
    await app.call('captures.add', page)
    await app.ask('captures.add', { kind: 'address', url: 'http://127.0.0.1:9/nothing' })
    const bytes = new TextEncoder().encode(`<h1>Tides</h1><p>${ferry('early')}</p>`)
    const file = { kind: 'file', name: 'tides.html', bytes } as const
    const imported = (await app.call('captures.add', file)).articleId
    const late = { kind: 'text', text: ferry('late'), url: harbour } as const
    const pasted = (await app.call('captures.add', late)).articleId
    await mark(app, pasted, 'nobody 🐦', 'Frames/Absence')
    await mark(app, fetched, 'bridge', 'Frames/Cost')
    await app.call('captures.add', { ...late, text: ferry('early') })
    await app.call('collections.add', {
      name: 'Quay',
      members: [{ articleId: pasted, annotationId: null }],
    })
    await onAnotherComputer(app.library, pasted)
    return { ...app, fetched, imported, pasted }
  } finally {
    await site.close()
  }
}

async function mark(
  { call }: AppInFolder,
  articleId: string,
  exact: string,
  path: string,
): Promise<void> {
  const { text, version, row } = await call('articles.open', { id: articleId })
  const start = text.indexOf(exact)
  await call('annotations.create', {
    articleId: row.id,
    versionId: version.id,
    passage: { start, end: start + exact.length },
    tags: [{ path }],
    note: 'see the minutes',
  })
}

/** A second coder with a machine of their own works in the same folder. */
async function onAnotherComputer(library: string, articleId: string): Promise<void> {
  const data = join(library, '..', 'another-computer')
  const app = await createApp({
    libraryFolder: library,
    folders: { data, cache: join(data, 'cache'), documents: data },
    machine: await openMachine(data),
    workerUrl: new URL('../../electron/capture/extract-worker.ts', import.meta.url),
    version: '0.0.0',
  })
  try {
    await callIn(app, 'captures.add', { kind: 'text', text: ferry('gone'), url: harbour })
    const { version } = await callIn(app, 'articles.open', { id: articleId })
    await callIn(app, 'annotations.create', {
      articleId,
      versionId: version.id,
      passage: { start: 0, end: 9 },
      tags: [{ path: 'Frames/Absence' }],
      note: '',
    })
  } finally {
    await app.close()
  }
}
