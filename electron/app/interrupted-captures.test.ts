import { spawn, type ChildProcess } from 'node:child_process'
import { readdir, readFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Attempt } from '../../shared/api/views.ts'
import { programEnds, run, serve, type Application } from '../../shared/api/serve.ts'
import { createClient } from '../../shared/api/client.ts'
import { portPair } from '../../tests/support/port-pair.ts'
import { createApp } from './create-app.ts'
import { openMachine } from './machine-settings.ts'

const script = fileURLToPath(new URL('testing/capture-and-wait.ts', import.meta.url))
const rethrow = (bug: unknown): never => {
  throw bug
}

let root: string
let server: Server
let requested: string[]
let apps: Application[]
let children: ChildProcess[]

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pressmark-interrupted-'))
  requested = []
  apps = []
  children = []
  // A site that takes every request and never answers.
  server = createServer((request) => requested.push(request.url ?? ''))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const app of apps) await app.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(root, { recursive: true })
})

const data = () => join(root, 'data')
const urls = (count: number): string[] => {
  const { port } = server.address() as AddressInfo
  return Array.from({ length: count }, (_, place) => `http://127.0.0.1:${port}/story-${place}`)
}

async function open(): Promise<Application> {
  const app = await createApp({
    libraryFolder: join(root, 'library'),
    folders: { data: data(), cache: join(data(), 'cache'), documents: root },
    machine: await openMachine(data()),
    workerUrl: new URL('../capture/extract-worker.ts', import.meta.url),
    version: '0.0.0',
  })
  apps.push(app)
  return app
}

const steps = () => ({ signal: new AbortController().signal, progress: () => undefined })

async function attemptsOf(app: Application): Promise<Attempt[]> {
  const result = await run(app.handlers, 'attempts.list', {}, steps(), rethrow)
  return result.ok ? result.value.attempts : []
}

type Noted = { input: string }

async function queue(): Promise<{ attempts: Noted[]; underWay: Noted[] }> {
  const [id = ''] = await readdir(join(data(), 'libraries'))
  const text = await readFile(join(data(), 'libraries', id, 'queue.json'), 'utf8')
  return JSON.parse(text) as { attempts: Noted[]; underWay: Noted[] }
}

async function journal(): Promise<{ what: string; detail: Record<string, unknown> }[]> {
  const folder = join(root, 'library', 'journal')
  const texts = await Promise.all(
    (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
  )
  const lines = texts.join('').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as { what: string; detail: Record<string, unknown> })
}

/** Captures in another process, and kills that once all of it is queued and four are being fetched. */
async function captureAndKill(addresses: string[]): Promise<void> {
  const child = spawn(process.execPath, [script, data(), join(root, 'library'), ...addresses])
  children.push(child)
  const isUnderWay = async (): Promise<void> => {
    expect((await queue()).underWay).toHaveLength(addresses.length)
    expect(requested).toHaveLength(Math.min(2, addresses.length))
  }
  await vi.waitFor(isUnderWay, { timeout: 20_000, interval: 20 })
  const isGone = new Promise((resolve) => child.on('exit', resolve))
  child.kill('SIGKILL')
  await isGone
}

describe('captures under way when the program is killed', () => {
  it('are rows at the next start, those that waited for their turn too', async () => {
    await captureAndKill(urls(6))
    const app = await open()
    const attempts = await attemptsOf(app)
    expect(attempts.map(({ input }) => input).sort()).toEqual(urls(6))
    for (const { failure } of attempts) {
      expect(failure).toMatchObject({
        code: 'interrupted',
        message: expect.stringContaining('Nothing of it was kept; try again') as string,
      })
    }
    // Opening and listing writes nothing into the library.
    expect(await readdir(join(root, 'library'))).not.toContain('journal')
  })

  it('are lines of the journal with the next act, and go when they are dismissed', async () => {
    await captureAndKill(urls(2))
    const app = await open()
    const [first] = await attemptsOf(app)
    await run(app.handlers, 'attempts.dismiss', { id: first?.id }, steps(), rethrow)
    expect(await attemptsOf(app)).toHaveLength(1)
    const lines = await journal()
    expect(lines.map(({ what, detail }) => [what, detail['code']])).toEqual([
      ['attempt', 'interrupted'],
      ['attempt', 'interrupted'],
    ])
    expect((await queue()).underWay).toEqual([])
  })
})

describe('a capture under way', () => {
  it('is no row of another window while its program runs', async () => {
    const [app, other] = [await open(), await open()]
    const stop = new AbortController()
    const input = { kind: 'address', url: urls(1)[0], allowPrivate: true }
    const context = { signal: stop.signal, progress: () => undefined }
    const capturing = run(app.handlers, 'captures.add', input, context, rethrow)
    await vi.waitFor(() => expect(requested).toHaveLength(1), { timeout: 20_000 })
    expect(await attemptsOf(other)).toEqual([])
    stop.abort()
    expect(await capturing).toMatchObject({ error: { code: 'cancelled' } })
    // A person stopped it: nothing waits.
    expect(await attemptsOf(other)).toEqual([])
    expect((await queue()).underWay).toEqual([])
  })

  it('goes on without its window, and is a row that can be tried again when its program ends', async () => {
    const app = await open()
    const ending = new AbortController()
    const { near, far, close } = portPair()
    serve(app, far, rethrow, ending.signal)
    const client = createClient(near)
    const all = urls(6)
    const ends = all.map((url) => {
      const capturing = client.call('captures.add', { kind: 'address', url, allowPrivate: true })
      return capturing.catch((error: unknown) => error)
    })
    await vi.waitFor(() => expect(requested).toHaveLength(2), { timeout: 20_000 })
    close()
    for (const end of ends) expect(await end).toMatchObject({ code: 'connection-lost' })
    // The site hangs up on the two: they have failed, and two more are asked for by themselves.
    server.closeAllConnections()
    await vi.waitFor(() => expect(requested).toHaveLength(4), { timeout: 20_000 })
    await vi.waitFor(async () => expect(await attemptsOf(app)).toHaveLength(2), { timeout: 20_000 })
    ending.abort(programEnds())
    await vi.waitFor(async () => expect(await attemptsOf(app)).toHaveLength(6), { timeout: 20_000 })
    const attempts = await attemptsOf(app)
    expect(attempts.map(({ input }) => input).sort()).toEqual(all)
    const codes = attempts.map(({ failure }) => failure.code).sort()
    expect(codes.filter((code) => code === 'interrupted')).toHaveLength(4)
    expect(new Set(codes).size).toBe(2)
  })
})

it('captures that have only been asked for are noted before their application is closed', async () => {
  const app = await open()
  const stop = new AbortController()
  const context = { signal: stop.signal, progress: () => undefined }
  const all = urls(50)
  const ends = all.map((url) => {
    const input = { kind: 'address', url, allowPrivate: true }
    return run(app.handlers, 'captures.add', input, context, rethrow)
  })
  await vi.waitFor(() => expect(requested).toHaveLength(2), { timeout: 20_000 })
  stop.abort(programEnds())
  await app.close()
  const { attempts, underWay } = await queue()
  const kept = new Set([...attempts, ...underWay].map(({ input }) => input))
  expect([...kept].sort()).toEqual(all.sort())
  await Promise.all(ends)
})

it('a list of attempts that is damaged is set aside, told, and stops nothing', async () => {
  const app = await open()
  await run(
    app.handlers,
    'captures.add',
    { kind: 'address', url: 'http://10.0.0.1/' },
    steps(),
    rethrow,
  )
  const [id = ''] = await readdir(join(data(), 'libraries'))
  const path = join(data(), 'libraries', id, 'queue.json')
  await rm(`${path}.prev`, { force: true })
  await writeFile(path, 'cut')
  const next = await open()
  expect(await attemptsOf(next)).toEqual([])
  const info = await run(next.handlers, 'library.describe', {}, steps(), rethrow)
  expect(info).toMatchObject({
    value: { problems: [{ message: expect.stringContaining(`“${path}” was damaged`) as string }] },
  })
})
