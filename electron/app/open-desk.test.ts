import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input, OperationName, Output } from '../../shared/api/contract.ts'
import type { EventName } from '../../shared/api/events.ts'
import { run, type Application } from '../../shared/api/serve.ts'
import type { MachineFolders } from './machine-folders.ts'
import { openMachine } from './machine-settings.ts'
import { openDesk } from './open-desk.ts'

const sampleSource = new URL('../../resources/sample/', import.meta.url)

let root: string
let folders: MachineFolders
let desks: Application[]

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pressmark-desk-'))
  folders = {
    data: join(root, 'data'),
    cache: join(root, 'cache'),
    documents: join(root, 'Documents'),
  }
  await mkdir(folders.documents)
  desks = []
})

afterEach(async () => {
  for (const desk of desks) await desk.close()
  await rm(root, { recursive: true })
})

async function start(asked: string | null = null): Promise<Application> {
  const desk = await openDesk({
    asked,
    folders,
    machine: await openMachine(folders.data),
    sampleSource,
    workerUrl: new URL('../capture/extract-worker.ts', import.meta.url),
    version: '0.0.0',
  })
  desks.push(desk)
  return desk
}

async function call<Name extends OperationName>(
  desk: Application,
  name: Name,
  input: Input<Name>,
): Promise<Output<Name>> {
  const steps = { signal: new AbortController().signal, progress: () => undefined }
  const result = await run(desk.handlers, name, input, steps, (bug) => {
    throw bug
  })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

const pasted = { kind: 'text', text: 'A title\n\nA paragraph of some length, pasted.' } as const

describe('the very first start', () => {
  it('opens a sample with a story and tags on it, and makes nothing in Documents', async () => {
    const desk = await start()
    const info = await call(desk, 'library.describe', {})
    expect(info).toMatchObject({
      isSample: true,
      firstSteps: { tagged: false, captured: false, exported: false },
      problems: [],
    })
    const { articles } = await call(desk, 'articles.list', {})
    expect(articles.map(({ row }) => row.title)).toEqual([
      'Council sends flood report back as “incomplete”',
    ])
    expect(articles[0]?.row).toMatchObject({ outlet: 'The Sallow Review', annotations: 7 })
    expect(await readdir(folders.documents)).toEqual([])
  })

  it('ticks a step when its effect has happened', async () => {
    const desk = await start()
    const { articles } = await call(desk, 'articles.list', {})
    const articleId = articles[0]?.row.id ?? ''
    const quote = { exact: 'The rains begin in November.' }
    await call(desk, 'annotations.createByQuote', { articleId, quote, tags: [], note: '' })
    const info = await call(desk, 'library.describe', {})
    expect(info.firstSteps).toEqual({ tagged: true, captured: false, exported: false })
  })

  it('takes a capture to one’s own library, and never back', async () => {
    const desk = await start()
    const events: EventName[] = []
    desk.subscribe((name) => events.push(name))
    await call(desk, 'captures.add', pasted)
    expect(events).toContain('library.opened')
    const info = await call(desk, 'library.describe', {})
    expect(info).toMatchObject({
      isSample: false,
      folder: join(folders.documents, 'Pressmark'),
      firstSteps: { captured: true },
    })
    expect((await call(desk, 'articles.list', {})).articles).toHaveLength(1)
    const again = await start()
    expect((await call(again, 'library.describe', {})).isSample).toBe(false)
    expect((await call(again, 'articles.list', {})).articles).toHaveLength(1)
  })

  it('keeps what was tried in the sample for the next start, until it is closed', async () => {
    const desk = await start()
    const { articles } = await call(desk, 'articles.list', {})
    const articleId = articles[0]?.row.id ?? ''
    const quote = { exact: 'The rains begin in November.' }
    await call(desk, 'annotations.createByQuote', { articleId, quote, tags: [], note: '' })
    const again = await start()
    expect((await call(again, 'articles.list', {})).articles[0]?.row.annotations).toBe(8)
    await call(again, 'sample.close', {})
    const info = await call(again, 'library.describe', {})
    expect(info).toMatchObject({ isSample: false, firstSteps: null })
    const third = await start()
    expect((await call(third, 'library.describe', {})).isSample).toBe(false)
  })
})

describe('a start that is not the first', () => {
  it('opens the library that was named, without a sample', async () => {
    const desk = await start(join(root, 'thesis'))
    const info = await call(desk, 'library.describe', {})
    expect(info).toMatchObject({ isSample: false, folder: join(root, 'thesis'), firstSteps: null })
  })

  it('opens the folder in Documents where it holds something already', async () => {
    await mkdir(join(folders.documents, 'Pressmark'))
    await writeFile(join(folders.documents, 'Pressmark', 'letter.txt'), 'mine')
    await expect(start()).rejects.toMatchObject({ code: 'library-foreign' })
  })
})
