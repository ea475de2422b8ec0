import { describe, expect, it } from 'vitest'
import { portPair } from '../../tests/support/port-pair.ts'
import { AppError } from '../errors.ts'
import { createClient, type Client } from './client.ts'
import { contract, type OperationName } from './contract.ts'
import type { Announce } from './events.ts'
import { programEnds, serve, type Handlers } from './serve.ts'

const articleId = '01k00000000000000000000000'

/** Handlers that refuse every operation but those given. */
function handlersWith(some: Partial<Handlers>): Handlers {
  const names = Object.keys(contract) as OperationName[]
  const refuse = (): Promise<never> => Promise.reject(new Error('not called in this test'))
  return { ...Object.fromEntries(names.map((name) => [name, refuse])), ...some } as Handlers
}

function connect(
  some: Partial<Handlers>,
  ending?: AbortSignal,
): {
  client: Client
  announce: Announce
  bugs: unknown[]
  close: () => void
} {
  const pair = portPair()
  const bugs: unknown[] = []
  const listeners = new Set<Announce>()
  serve(
    {
      handlers: handlersWith(some),
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      close: () => Promise.resolve(),
    },
    pair.far,
    (bug) => bugs.push(bug),
    ending,
  )
  return {
    client: createClient(pair.near),
    announce: (name, payload) => {
      for (const listener of listeners) listener(name, payload)
    },
    bugs,
    close: pair.close,
  }
}

describe('a call', () => {
  it('brings the output back, bytes included', async () => {
    const bytes = new Uint8Array([1, 2, 250])
    const { client } = connect({
      'media.read': (input) => Promise.resolve({ mediaType: `image/${input.file}`, bytes }),
    })
    const reply = await client.call('media.read', { articleId, file: 'png' })
    expect(reply).toEqual({ mediaType: 'image/png', bytes })
  })

  it('with garbage is refused by name, and the handler is not called', async () => {
    let calls = 0
    const { client } = connect({
      'articles.open': () => {
        calls += 1
        return Promise.reject(new Error('called'))
      },
    })
    const garbage = { id: '../../etc', extra: 1 } as never
    await expect(client.call('articles.open', garbage)).rejects.toMatchObject({
      code: 'invalid-input',
    })
    expect(calls).toBe(0)
  })

  it('to an operation that does not exist is refused', async () => {
    const { client } = connect({})
    await expect(client.call('constructor' as never, {} as never)).rejects.toMatchObject({
      code: 'invalid-input',
    })
  })

  it('carries an AppError whole: code, sentence and facts', async () => {
    const { client, bugs } = connect({
      'attempts.list': () =>
        Promise.reject(new AppError('blocked-address', 'No.', { facts: { host: 'a', port: 1 } })),
    })
    await expect(client.call('attempts.list', {})).rejects.toMatchObject({
      code: 'blocked-address',
      message: 'No.',
      facts: { host: 'a', port: 1 },
    })
    expect(bugs).toEqual([])
  })

  it('that meets a bug says nothing of its inside, and the bug is reported whole', async () => {
    const bug = new TypeError('secret path /home/x')
    const { client, bugs } = connect({ 'attempts.list': () => Promise.reject(bug) })
    await expect(client.call('attempts.list', {})).rejects.toMatchObject({ code: 'internal' })
    await expect(client.call('attempts.list', {})).rejects.not.toThrow(/secret/u)
    expect(bugs).toEqual([bug, bug])
  })

  it('whose handler answers in the wrong shape is a bug, not an answer', async () => {
    const { client, bugs } = connect({
      'attempts.list': () => Promise.resolve({ attempts: 'none' } as never),
    })
    await expect(client.call('attempts.list', {})).rejects.toMatchObject({ code: 'internal' })
    expect(bugs).toHaveLength(1)
  })
})

describe('a job', () => {
  it('tells its progress in order and can be cancelled', async () => {
    const controller = new AbortController()
    const { client } = connect({
      'captures.add': async (_input, { signal, progress }) => {
        progress({ step: 'fetching', done: 1, total: 2 })
        await new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
        })
        throw new Error('not reached')
      },
    })
    const seen: unknown[] = []
    const call = client.call(
      'captures.add',
      { kind: 'address', url: 'https://example.org' },
      {
        signal: controller.signal,
        onProgress: (value) => {
          seen.push(value)
          controller.abort()
        },
      },
    )
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
    expect(seen).toEqual([{ step: 'fetching', done: 1, total: 2 }])
  })

  it('goes on when the wire breaks, until the program ends; the caller learns it', async () => {
    const ending = new AbortController()
    let given: AbortSignal | null = null
    const { client, close } = connect(
      {
        'captures.add': (_input, { signal, progress }) =>
          new Promise((_resolve, reject) => {
            given = signal
            signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
            progress({ step: 'fetching', done: 0, total: null })
          }),
      },
      ending.signal,
    )
    const call = client.call(
      'captures.add',
      { kind: 'address', url: 'https://example.org' },
      { onProgress: close },
    )
    await expect(call).rejects.toMatchObject({ code: 'connection-lost' })
    expect(given).toMatchObject({ aborted: false })
    ending.abort(programEnds())
    expect(given).toMatchObject({ aborted: true, reason: { code: 'interrupted' } })
    await expect(client.call('attempts.list', {})).rejects.toMatchObject({
      code: 'connection-lost',
    })
  })
})

it('a reading that nobody waits for any more may give up', async () => {
  let given: AbortSignal | null = null
  const { client, close } = connect({
    'exports.preview': (_input, { signal }) => {
      given = signal
      return new Promise(() => undefined)
    },
  })
  const input = { format: 'csv', selection: { kind: 'all' } } as const
  const call = client.call('exports.preview', input).catch((error: unknown) => error)
  await expect.poll(() => given).not.toBeNull()
  close()
  expect(await call).toMatchObject({ code: 'connection-lost' })
  expect(given).toMatchObject({ aborted: true, reason: { code: 'connection-lost' } })
})

describe('an event', () => {
  it('reaches those who listen until they unsubscribe', async () => {
    const { client, announce } = connect({
      'attempts.list': () => Promise.resolve({ attempts: [] }),
    })
    const seen: unknown[] = []
    const unsubscribe = client.on('library.changed', (payload) => seen.push(payload))
    announce('library.changed', { articleIds: [articleId] })
    await client.call('attempts.list', {})
    unsubscribe()
    announce('library.changed', { articleIds: [] })
    await client.call('attempts.list', {})
    expect(seen).toEqual([{ articleIds: [articleId] }])
  })
})
