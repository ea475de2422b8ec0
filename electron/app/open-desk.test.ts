import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { callIn } from '../../shared/api/call-in.ts'
import type { Input } from '../../shared/api/contract.ts'
import type { EventName } from '../../shared/api/events.ts'
import { run, type Application } from '../../shared/api/serve.ts'
import { AppError } from '../../shared/errors.ts'
import type { MachineFolders } from './machine-folders.ts'
import { openMachine, type Machine } from './machine-settings.ts'
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

async function start(asked: string | null = null, machine?: Machine): Promise<Application> {
  const desk = await openDesk({
    asked,
    folders,
    machine: machine ?? (await openMachine(folders.data)),
    sampleSource,
    workerUrl: new URL('../capture/extract-worker.ts', import.meta.url),
    version: '0.0.0',
  })
  desks.push(desk)
  return desk
}

const pasted = { kind: 'text', text: 'A title\n\nA paragraph of some length, pasted.' } as const

describe('the very first start', () => {
  it('opens a sample with a story and tags on it, and makes nothing in Documents', async () => {
    const desk = await start()
    const info = await callIn(desk, 'library.describe', {})
    expect(info).toMatchObject({
      isSample: true,
      firstSteps: { tagged: false, captured: false, exported: false },
      problems: [],
    })
    const { articles } = await callIn(desk, 'articles.list', {})
    expect(articles.map(({ row }) => row.title)).toEqual([
      'Council sends flood report back as “incomplete”',
    ])
    expect(articles[0]?.row).toMatchObject({ outlet: 'The Sallow Review', annotations: 7 })
    expect(await readdir(folders.documents)).toEqual([])
  })

  it('ticks a step when its effect has happened', async () => {
    const desk = await start()
    const { articles } = await callIn(desk, 'articles.list', {})
    const articleId = articles[0]?.row.id ?? ''
    const quote = { exact: 'The rains begin in November.' }
    await callIn(desk, 'annotations.createByQuote', { articleId, quote, tags: [], note: '' })
    const info = await callIn(desk, 'library.describe', {})
    expect(info.firstSteps).toEqual({ tagged: true, captured: false, exported: false })
  })

  it('takes a capture to one’s own library, and never back', async () => {
    const desk = await start()
    const events: EventName[] = []
    desk.subscribe((name) => events.push(name))
    await callIn(desk, 'captures.add', pasted)
    expect(events).toContain('library.opened')
    const info = await callIn(desk, 'library.describe', {})
    expect(info).toMatchObject({
      isSample: false,
      folder: join(folders.documents, 'Pressmark'),
      firstSteps: { captured: true },
    })
    expect((await callIn(desk, 'articles.list', {})).articles).toHaveLength(1)
    const again = await start()
    expect((await callIn(again, 'library.describe', {})).isSample).toBe(false)
    expect((await callIn(again, 'articles.list', {})).articles).toHaveLength(1)
  })

  it('keeps what was tried in the sample for the next start, until it is closed', async () => {
    const desk = await start()
    const { articles } = await callIn(desk, 'articles.list', {})
    const articleId = articles[0]?.row.id ?? ''
    const quote = { exact: 'The rains begin in November.' }
    await callIn(desk, 'annotations.createByQuote', { articleId, quote, tags: [], note: '' })
    const again = await start()
    expect((await callIn(again, 'articles.list', {})).articles[0]?.row.annotations).toBe(8)
    await callIn(again, 'sample.close', {})
    const info = await callIn(again, 'library.describe', {})
    expect(info).toMatchObject({ isSample: false, firstSteps: null, asksName: true })
    await callIn(again, 'coders.rename', { name: 'Lena Ortiz' })
    expect(await callIn(again, 'library.describe', {})).toMatchObject({ asksName: false })
    const third = await start()
    expect((await callIn(third, 'library.describe', {})).isSample).toBe(false)
  })
})

describe('a capture in the sample that gives no article', () => {
  const blocked = { kind: 'address', url: 'http://127.0.0.1:9/story' } as const
  const ownFolder = () => join(folders.documents, 'Pressmark')
  const ask = async (desk: Application, input: Input<'captures.add'>) => {
    const steps = { signal: new AbortController().signal, progress: () => undefined }
    return run(desk.handlers, 'captures.add', input, steps, (bug) => {
      throw bug
    })
  }

  it('shows the row that waits in one’s own library, now and at the next start', async () => {
    const desk = await start()
    const events: EventName[] = []
    desk.subscribe((name) => events.push(name))
    expect(await ask(desk, blocked)).toMatchObject({ error: { code: 'blocked-address' } })
    expect(events).toContain('library.opened')
    for (const each of [desk, await start()]) {
      const info = await callIn(each, 'library.describe', {})
      expect(info).toMatchObject({ isSample: false, folder: ownFolder(), problems: [] })
      const { attempts } = await callIn(each, 'attempts.list', {})
      expect(attempts).toMatchObject([
        { input: blocked.url, failure: { facts: { host: '127.0.0.1', port: 9 } } },
      ])
    }
  })

  it('leaves the sample for a later start, once nothing waits any more', async () => {
    const desk = await start()
    await ask(desk, blocked)
    const [attempt] = (await callIn(desk, 'attempts.list', {})).attempts
    await callIn(desk, 'attempts.dismiss', { id: attempt?.id ?? '' })
    const again = await start()
    expect(await callIn(again, 'library.describe', {})).toMatchObject({
      isSample: true,
      firstSteps: { captured: false },
    })
    // What is captured in the end closes it, also after a row that waited.
    await ask(again, blocked)
    await callIn(again, 'captures.add', pasted)
    const third = await start()
    expect((await callIn(third, 'library.describe', {})).isSample).toBe(false)
  })

  it('stays in the sample when nothing waits, and makes nothing in Documents', async () => {
    const desk = await start()
    const refused = await ask(desk, { kind: 'address', url: 'council rejects report' })
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-an-address' } })
    expect((await callIn(desk, 'library.describe', {})).isSample).toBe(true)
    expect(await readdir(folders.documents)).toEqual([])
  })

  it('stays in the sample when one’s own library cannot be opened', async () => {
    const desk = await start()
    await mkdir(ownFolder())
    await writeFile(join(ownFolder(), 'letter.txt'), 'mine')
    expect(await ask(desk, pasted)).toMatchObject({ error: { code: 'library-foreign' } })
    await expect(callIn(desk, 'sample.close', {})).rejects.toThrow('letter.txt')
    for (const each of [desk, await start()]) {
      const info = await callIn(each, 'library.describe', {})
      expect(info).toMatchObject({ isSample: true, firstSteps: { captured: false } })
    }
    // Once it can be, the same capture goes there.
    await rm(join(ownFolder(), 'letter.txt'))
    expect(await ask(desk, pasted)).toMatchObject({ ok: true })
    expect((await callIn(desk, 'library.describe', {})).isSample).toBe(false)
  })

  it('and a closing that cannot be saved leave everything as it was', async () => {
    const machine = await openMachine(folders.data)
    const refusal = new AppError('disk-full', 'The disk is full.')
    const desk = await start(null, { ...machine, change: () => Promise.reject(refusal) })
    const events: EventName[] = []
    desk.subscribe((name) => events.push(name))
    const before = await callIn(desk, 'library.describe', {})
    await expect(callIn(desk, 'sample.close', {})).rejects.toThrow('The disk is full.')
    expect(await callIn(desk, 'library.describe', {})).toEqual(before)
    expect(events).toEqual([])
  })
})

describe('a start that is not the first', () => {
  it('opens the library that was named, without a sample', async () => {
    const desk = await start(join(root, 'thesis'))
    const info = await callIn(desk, 'library.describe', {})
    expect(info).toMatchObject({ isSample: false, folder: join(root, 'thesis'), firstSteps: null })
  })

  it('opens the folder in Documents where it holds something already', async () => {
    await mkdir(join(folders.documents, 'Pressmark'))
    await writeFile(join(folders.documents, 'Pressmark', 'letter.txt'), 'mine')
    await expect(start()).rejects.toMatchObject({ code: 'library-foreign' })
  })
})
