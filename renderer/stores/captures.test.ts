import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { inMemoryLibrary, type InMemoryLibrary } from '../../tests/support/in-memory-library.ts'
import { createCaptures, type Captures } from './captures.ts'
import { createLibraryStore, type LibraryStore } from './library-store.ts'

const address = { kind: 'address' as const, url: 'https://a.example/1' }

let application: InMemoryLibrary
let library: LibraryStore
let captures: Captures
let stop: () => void

beforeEach(() => {
  application = inMemoryLibrary()
  library = createLibraryStore(application.client)
  captures = createCaptures(application.client, library)
  stop = library.start()
})
afterEach(() => stop())

const held = (count: number) =>
  vi.waitUntil(() => application.captures.length === count && application.captures)
const phases = (): string[] => captures.state.get().map(({ state }) => state.phase)

describe('a capture', () => {
  it('is there before the application has heard of it, and tells its progress', async () => {
    const end = captures.start(address)
    expect(captures.state.get()).toMatchObject([{ label: 'https://a.example/1' }])
    const [capture] = await held(1)
    capture!.progress({ step: 'pictures', done: 1, total: 2 })
    await vi.waitUntil(() => {
      const [first] = captures.state.get()
      return first?.state.phase === 'running' && first.state.progress?.step === 'pictures'
    })
    capture!.succeed('A title')
    await end
  })

  it('is known by its own address where several fail for one reason at once', async () => {
    const urls = ['https://a.example/1', 'https://a.example/2']
    const ends = urls.map((url) => captures.start({ kind: 'address', url }))
    for (const capture of await held(2)) capture.fail('timeout', 'Too slow.')
    const attempts = (await Promise.all(ends)).map(({ state }) =>
      state.phase === 'logged' ? state.attemptId : null,
    )
    const inputs = attempts.map((id) => application.attempts.find((one) => one.id === id)?.input)
    expect(inputs).toEqual(urls)
  })

  it('has its article in the list when it is done, and lets go of what it sent', async () => {
    const end = captures.start({ kind: 'file', name: 'a.html', bytes: new Uint8Array(9) })
    const [capture] = await held(1)
    capture!.succeed('A title')
    expect(await end).toMatchObject({ state: { phase: 'done' }, request: null })
    expect(library.state.get().articles.map(({ row }) => row.title)).toEqual(['A title'])
  })

  it('that failed and is kept by the application points to its attempt', async () => {
    const end = captures.start(address)
    const [capture] = await held(1)
    capture!.fail('timeout', 'The site did not answer.')
    const { state } = await end
    const [attempt] = library.state.get().attempts
    expect(state).toMatchObject({ phase: 'logged', attemptId: attempt?.id })
  })

  it('that failed and is kept nowhere else stays, with its request', async () => {
    const request = { kind: 'file' as const, name: 'a.html', bytes: new Uint8Array(9) }
    const end = captures.start(request)
    const [capture] = await held(1)
    capture!.fail('empty-page', 'The page holds no text.')
    expect(await end).toMatchObject({ state: { phase: 'failed' }, request })
    expect(phases()).toEqual(['failed'])
  })

  it('can be stopped', async () => {
    const end = captures.start(address)
    await held(1)
    captures.stop(1)
    expect(await end).toMatchObject({ state: { failure: { code: 'cancelled' } } })
  })

  it('outlives a lost connection as a row that says so', async () => {
    const end = captures.start(address)
    await held(1)
    application.close()
    expect(await end).toMatchObject({ state: { failure: { code: 'connection-lost' } } })
  })

  it('takes the attempt that it replaces off the list, once it has an end of its own', async () => {
    const first = captures.start(address)
    const [failing] = await held(1)
    failing!.fail('timeout', 'The site did not answer.')
    await first
    const [attempt] = library.state.get().attempts
    const second = captures.start(address, attempt!.id)
    expect(library.state.get().attempts).toHaveLength(1)
    const all = await held(2)
    all[1]!.succeed('A title')
    await second
    expect(library.state.get().attempts).toEqual([])
    expect(application.attempts).toEqual([])
  })
})

describe('many captures', () => {
  it('of addresses are all known to the application at once, and run from their first progress', async () => {
    for (let place = 0; place < 6; place += 1) {
      void captures.start({ kind: 'address', url: `https://a.example/${place}` })
    }
    const all = await held(6)
    expect(new Set(phases())).toEqual(new Set(['waiting']))
    all[0]!.progress({ step: 'fetching', done: 0, total: null })
    await vi.waitUntil(() => phases()[0] === 'running')
    captures.stop(6)
    expect(captures.state.get()[5]?.state).toMatchObject({ failure: { code: 'cancelled' } })
  })

  it('of files wait for their turn, and can be stopped while they wait', async () => {
    const ends = Array.from({ length: 6 }, (_, place) =>
      captures.start({ kind: 'file', name: `${place}.html`, bytes: new Uint8Array(9) }),
    )
    await held(4)
    expect(phases().filter((phase) => phase === 'waiting')).toHaveLength(2)
    captures.stop(5)
    expect(captures.state.get()[4]).toMatchObject({
      state: { phase: 'failed', failure: { code: 'cancelled' } },
    })
    application.captures[0]!.succeed('First')
    await ends[0]
    await held(5)
    expect(application.captures[4]?.request).toMatchObject({ name: '5.html' })
    for (const capture of application.captures.slice(1)) capture.succeed('Another')
    await Promise.all(ends)
    expect(phases()).toEqual(['done', 'done', 'done', 'done', 'failed', 'done'])
  })
})
