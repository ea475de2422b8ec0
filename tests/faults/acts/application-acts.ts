import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fillSample, sampleFolder } from '../../../electron/app/sample-library.ts'
import { callIn } from '../../../shared/api/call-in.ts'
import type { Input } from '../../../shared/api/contract.ts'
import type { Application } from '../../../shared/api/serve.ts'
import { Annotation } from '../../../shared/domain/annotation.ts'
import { AppError } from '../../../shared/errors.ts'
import { appAt, applicationKind, foldersOf, shown } from './application-kind.ts'
import type { Act, Kind, Place } from './kind.ts'

const story = [
  'A strike at the harbour',
  'The crane drivers went home on Monday, and the ships waited outside the breakwater.',
  'By Friday the two sides had agreed on a shift of nine hours, said the union in a statement.',
]
/** What the sample is made from. */
export const sampleSource = new URL('../../../resources/sample/', import.meta.url)

/** Captures a story as pasted text. */
export async function captureStory(app: Application, ending = ''): Promise<string> {
  const text = [...story, ending].join('\n\n')
  const url = 'https://courier.example/strike'
  return (await callIn(app, 'captures.add', { kind: 'text', text, url })).articleId
}

/** Tags words of the one article that is there. */
export async function annotate(app: Application, exact: string, path: string): Promise<unknown[]> {
  const article = await theArticle(app)
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

/** Dismisses the newest of the failures, but never the last one: a queue without rows is not shown. */
async function dismissOne(app: Application): Promise<unknown[]> {
  const [last, ...others] = (await callIn(app, 'attempts.list', {})).attempts
  if (last === undefined || others.length === 0) return []
  await callIn(app, 'attempts.dismiss', { id: last.id })
  return others
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
    { name: 'fail at another address', run: () => failAt(app, 'http://10.0.0.2/') },
    { name: 'dismiss one of them', run: () => dismissOne(app) },
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

/** What a window does to an article that the other kinds leave out: by offsets, to tags, to collections. */
function marking(app: Application): Act[] {
  const members = async () => [{ articleId: (await theArticle(app)).row.id, annotationId: null }]
  return [
    {
      name: 'tag by offsets',
      run: async () => {
        const { row, version } = await callIn(app, 'articles.open', {
          id: (await theArticle(app)).row.id,
        })
        const { annotation } = await callIn(app, 'annotations.create', {
          articleId: row.id,
          versionId: version.id,
          passage: { start: 2, end: 8 },
          tags: [{ path: 'Labour' }],
          note: '',
        })
        return [annotation.annotation]
      },
    },
    changeOfTag(app, 'rename a tag', { name: 'Labour and capital' }),
    changeOfTag(app, 'define a tag', { definition: 'Who works, and for whom.' }),
    {
      name: 'collect',
      run: async () => {
        await callIn(app, 'collections.add', { name: 'Chapter one', members: await members() })
        return []
      },
    },
    {
      name: 'take out of a collection',
      run: async () => {
        await callIn(app, 'collections.remove', { name: 'Chapter one', members: await members() })
        return []
      },
    },
  ]
}

/** Changes the tag that stands there. */
function changeOfTag(
  app: Application,
  name: string,
  fields: { name?: string; definition?: string },
): Act {
  return {
    name,
    run: async () => {
      const [tag] = (await callIn(app, 'codebook.list', {})).tags
      if (tag === undefined) {
        throw new AppError('disk-error', 'The tag cannot be read, so it was not changed.')
      }
      await callIn(app, 'codebook.change', { tagId: tag.id, expectedRev: tag.rev, ...fields })
      return Object.values(fields)
    },
  }
}

async function theArticle(app: Application) {
  const [article] = (await callIn(app, 'articles.list', {})).articles
  if (article !== undefined) return article
  throw new AppError('disk-error', 'The one article cannot be read, so nothing was done with it.')
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
  marking: applicationKind(marking, (app) => captureStory(app)),
  sample,
} satisfies Record<string, Kind>
