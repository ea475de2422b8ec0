import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { openAttempts } from '../../../electron/app/attempts.ts'
import { createApp } from '../../../electron/app/create-app.ts'
import type { MachineFolders } from '../../../electron/app/machine-folders.ts'
import {
  MachineSettings,
  openMachine,
  type Machine,
} from '../../../electron/app/machine-settings.ts'
import { fillSample, sampleFolder } from '../../../electron/app/sample-library.ts'
import { openDocument } from '../../../electron/library/json-document.ts'
import { callIn } from '../../../shared/api/call-in.ts'
import type { Input } from '../../../shared/api/contract.ts'
import type { Application } from '../../../shared/api/serve.ts'
import { Annotation } from '../../../shared/domain/annotation.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Act, Kind, Place } from './kind.ts'

const story = [
  'A strike at the harbour',
  'The crane drivers went home on Monday, and the ships waited outside the breakwater.',
  'By Friday the two sides had agreed on a shift of nine hours, said the union in a statement.',
]
const workerUrl = new URL('../../../electron/capture/extract-worker.ts', import.meta.url)
const sampleSource = new URL('../../../resources/sample/', import.meta.url)

function foldersOf(place: Place): MachineFolders {
  const data = join(place.world, 'data')
  return { data, cache: join(place.folder, 'cache'), documents: join(place.folder, 'documents') }
}

async function appAt(
  place: Place,
  libraryFolder: string,
): Promise<{ app: Application; machine: Machine }> {
  const folders = foldersOf(place)
  const machine = await openMachine(folders.data)
  const app = await createApp({ libraryFolder, folders, machine, workerUrl, version: '0.0.0' })
  return { app, machine }
}

/**
 * What a window would show of the library. Not its problems: each is told until the file that had it was
 * read again. Not the queue: a program that could not read it goes on without, and says so.
 */
async function shown(app: Application): Promise<unknown> {
  return {
    articles: (await callIn(app, 'articles.list', {})).articles,
    passages: (await callIn(app, 'passages.list', {})).passages,
    tags: await callIn(app, 'codebook.list', {}),
    collections: await callIn(app, 'collections.list', {}),
  }
}

/** A kind whose acts go through the application, as those of a window or the command line do. */
function applicationKind(
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

async function captureStory(app: Application, ending = ''): Promise<string> {
  const text = [...story, ending].join('\n\n')
  const url = 'https://courier.example/strike'
  return (await callIn(app, 'captures.add', { kind: 'text', text, url })).articleId
}

async function annotate(app: Application, exact: string, path: string): Promise<unknown[]> {
  const [article] = (await callIn(app, 'articles.list', {})).articles
  if (article === undefined) {
    throw new AppError('disk-error', 'The one article cannot be read, so nothing was tagged.')
  }
  const { annotation } = await callIn(app, 'annotations.createByQuote', {
    articleId: article.row.id,
    quote: { exact },
    tags: [{ path }],
    note: '',
  })
  return [annotation.annotation]
}

/** Changes the one annotation that stands there. */
async function changeFirst(
  app: Application,
  fields: { note?: string; removed?: boolean },
): Promise<unknown[]> {
  const [found] = (await callIn(app, 'passages.list', {})).passages
  if (found === undefined) return []
  const { id, rev, articleId } = found.view.annotation
  return change(app, { articleId, annotationId: id, expectedRev: rev, ...fields })
}

async function change(app: Application, fields: Input<'annotations.change'>): Promise<unknown[]> {
  return [(await callIn(app, 'annotations.change', fields)).annotation.annotation]
}

async function failAt(app: Application, url: string): Promise<unknown[]> {
  try {
    await callIn(app, 'captures.add', { kind: 'address', url })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'blocked-address') throw error
    // The address is refused as it should be; but the row that was to wait for a person is not there.
    const isKept = !error.message.includes('could not be kept')
    if (!isKept) throw new AppError('disk-error', error.message)
  }
  return [url]
}

async function exported(
  app: Application,
  place: Place,
  format: 'markdown' | 'csv' | 'w3c',
  name: string,
): Promise<unknown[]> {
  const path = join(place.world, 'exports', name)
  const selection = { kind: 'all' } as const
  const { files } = await callIn(app, 'exports.write', { format, path, force: true, selection })
  return files.map(({ sha256 }) => sha256)
}

/** What was removed on a machine: an undo comes from a window that still knows it. */
const removedOn = new WeakMap<Place['machine'], unknown>()

function acting(app: Application, place: Place): Act[] {
  return [
    { name: 'tag a passage', run: () => annotate(app, 'crane drivers', 'Labour/Crane') },
    { name: 'write a note', run: () => changeFirst(app, { note: 'nine hours' }) },
    {
      name: 'remove',
      run: async () => {
        const records = await changeFirst(app, { removed: true })
        removedOn.set(place.machine, records[0] ?? removedOn.get(place.machine))
        return records
      },
    },
    {
      name: 'undo the removal',
      run: async () => {
        const { id, rev, articleId } = Annotation.parse(removedOn.get(place.machine))
        const undo = { articleId, annotationId: id, removed: false }
        try {
          return await change(app, { ...undo, expectedRev: rev })
        } catch (error) {
          // Done before, though the disk complained: it is looked at as it is now, and undone again.
          if (!(error instanceof AppError) || error.code !== 'changed-meanwhile') throw error
          return change(app, { ...undo, expectedRev: Number(error.facts['rev']) })
        }
      },
    },
    {
      name: 'rename the coder',
      run: async () => [(await callIn(app, 'coders.rename', { name: 'Ada Osei' })).name],
    },
    { name: 'fail at an address', run: () => failAt(app, 'http://10.0.0.1/') },
    {
      name: 'allow the address',
      run: async () => {
        const address = { host: '10.0.0.1', port: 80 }
        await callIn(app, 'addresses.allow', address)
        return [address]
      },
    },
  ]
}

function exporting(app: Application, place: Place): Act[] {
  const write = (format: 'markdown' | 'csv' | 'w3c', name: string): Act => ({
    name: `export ${name}`,
    run: () => exported(app, place, format, name),
  })
  const tag = (words: string): Act => ({
    name: `tag “${words}”`,
    run: () => annotate(app, words, 'Labour'),
  })
  return [
    write('markdown', 'passages.md'),
    write('csv', 'passages.csv'),
    write('w3c', 'passages'),
    tag('breakwater'),
    { ...write('markdown', 'passages.md'), name: 'export passages.md again' },
    { ...write('w3c', 'passages'), name: 'export passages again' },
  ]
}

function settingsOnDisk(data: string): Promise<MachineSettings | null> {
  const path = join(data, 'settings.json')
  return openDocument({ path, schema: MachineSettings, initial: null }).read()
}

/** Settings and the queue, as a window writes them; nothing of the library. */
const settings: Kind = async (place) => {
  const data = join(place.world, 'data')
  const failure = { code: 'timeout' as const, message: 'It took too long.', facts: {} }
  let machine: Machine | null = null
  /** A start whose settings cannot be kept goes on, and says so: here it counts as refused. */
  const opened = async (): Promise<Machine> => {
    if (machine !== null) return machine
    const started = await openMachine(data)
    const [problem] = started.problems.all()
    if (problem !== undefined) throw new AppError(problem.code, problem.message)
    machine = started
    return started
  }
  const queue = async () => openAttempts(data, place.machine.coderId, await opened())
  const changed = (name: string, coderName: string): Act => ({
    name,
    run: async () => {
      await (await opened()).change((current) => ({ ...current, coderName }))
      return [(await opened()).settings()]
    },
  })
  const failed = (url: string): Act => ({
    name: `queue ${url}`,
    run: async () => {
      const attempts = await queue()
      return [(await attempts.add(url, failure, await attempts.begin(url))).id]
    },
  })
  return {
    setUp: () => Promise.resolve(),
    acts: [
      { name: 'start for the first time', run: async () => [(await opened()).settings()] },
      changed('be named', 'Ada'),
      changed('be named anew', 'Ada Osei'),
      failed('https://courier.example/a'),
      failed('https://courier.example/b'),
      {
        name: 'capture what was queued',
        run: async () => {
          await (await queue()).resolve('https://courier.example/a', null)
          return []
        },
      },
    ],
    look: async () => machine?.settings() ?? settingsOnDisk(data),
    settled: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
}

/** The passages that stand on the sample's story. */
async function sampleQuotes(): Promise<string[]> {
  const text = await readFile(new URL('annotations.json', sampleSource), 'utf8')
  return z
    .array(z.looseObject({ quote: z.string() }))
    .parse(JSON.parse(text))
    .map((one) => one.quote)
}

/** The sample library, as the very first start fills it; each of its steps is acknowledged. */
const sample: Kind = async (place) => {
  const folders = foldersOf(place)
  const { app } = await appAt(place, sampleFolder(folders))
  return {
    setUp: () => Promise.resolve(),
    acts: [
      {
        name: 'fill the sample',
        run: async (acknowledge) => {
          const acknowledged = async (name: string) => acknowledge(`${name} of the sample`, [])
          await fillSample(announcing(app, acknowledged), sampleSource, true)
          return sampleQuotes()
        },
      },
    ],
    look: () => shown(app),
    settled: () => Promise.resolve(),
    close: () => app.close(),
  }
}

/** The application, telling when a call that writes has been answered. */
function announcing(app: Application, tell: (name: string) => Promise<void>): Application {
  const capture = app.handlers['captures.add']
  const quote = app.handlers['annotations.createByQuote']
  return {
    ...app,
    handlers: {
      ...app.handlers,
      'captures.add': async (...input) => {
        const answer = await capture(...input)
        await tell('captured the story')
        return answer
      },
      'annotations.createByQuote': async (...input) => {
        const answer = await quote(...input)
        await tell(`tagged “${input[0].quote.exact}”`)
        return answer
      },
    },
  }
}

/** The kinds of writes of the application: what it adds to those of the library. */
export const applicationKinds = {
  capture: applicationKind(
    (app) => [
      { name: 'capture', run: async () => [await captureStory(app)] },
      { name: 'capture again', run: async () => [await captureStory(app, 'It is over.')] },
    ],
    () => Promise.resolve(),
  ),
  application: applicationKind(acting, (app) => captureStory(app)),
  exports: applicationKind(exporting, async (app, place) => {
    await captureStory(app)
    await annotate(app, 'crane drivers', 'Labour')
    await mkdir(join(place.world, 'exports'))
  }),
  settings,
  sample,
} satisfies Record<string, Kind>
