import { once } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { createClient, type Client } from '../../shared/api/client.ts'
import type { Application } from '../../shared/api/serve.ts'
import { AppError } from '../../shared/errors.ts'
import { startServer, type RunningServer } from './start-server.ts'
import { askRunning } from './second-start.ts'
import { socketPort } from './socket-port.ts'

const idleMs = 1_000

let server: RunningServer
let isLeft: boolean

afterEach(async () => {
  vi.useRealTimers()
  await server.close()
})

async function start(handlers: Partial<Application['handlers']> = {}): Promise<void> {
  isLeft = false
  server = await startServer({
    application: {
      handlers: handlers as Application['handlers'],
      subscribe: () => () => undefined,
      close: () => Promise.resolve(),
    },
    rendererFolder: 'none',
    port: 0,
    idleMs,
    report: (bug) => {
      throw bug
    },
  })
  void server.isLeft.then(() => (isLeft = true))
}

async function cookie(address = server.address): Promise<string> {
  const { origin, hash } = new URL(address)
  const { headers } = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token: hash.replace('#token=', '') }),
  })
  return headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

type Window = { client: Client; close(): Promise<void> }

async function openWindow(cookieOfRun: string): Promise<Window> {
  const { origin } = server
  const headers = { origin, cookie: cookieOfRun }
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, { headers })
  await once(socket, 'open')
  return {
    client: createClient(socketPort(socket)),
    close: async () => {
      socket.close()
      await once(socket, 'close')
    },
  }
}

/** From now on the tests tell what time it is; the sockets go on by themselves. */
function stopTheClock(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
}

/** Whether the server waits for somebody to come back: the only clock that runs then is its own. */
async function expectWaiting(): Promise<void> {
  await expect.poll(() => vi.getTimerCount()).toBe(1)
}

test('the server is left some time after its last window has closed, and waits for the first', async () => {
  await start()
  const session = await cookie()
  const [one, other] = [await openWindow(session), await openWindow(session)]
  stopTheClock()
  await one.close()
  await other.close()
  await expectWaiting()
  vi.advanceTimersByTime(idleMs - 1)
  await Promise.resolve()
  expect(isLeft).toBe(false)
  vi.advanceTimersByTime(1)
  await server.isLeft
})

test('a page that is loaded anew is back in time', async () => {
  await start()
  const session = await cookie()
  const first = await openWindow(session)
  stopTheClock()
  await first.close()
  await expectWaiting()
  vi.advanceTimersByTime(idleMs - 1)
  const again = await openWindow(session)
  vi.advanceTimersByTime(10 * idleMs)
  await Promise.resolve()
  expect(isLeft).toBe(false)
  await again.close()
  await expectWaiting()
  vi.advanceTimersByTime(idleMs)
  await server.isLeft
})

test('the server is never left while a job runs, although its window is gone', async () => {
  const job = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<AbortSignal>()
  await start({
    'exports.write': async (_input, { signal }) => {
      asked.resolve(signal)
      await job.promise
      throw new AppError('cancelled', 'Nobody hears this.')
    },
  })
  const window = await openWindow(await cookie())
  const selection = { kind: 'all' } as const
  const input = { selection, format: 'csv', path: '/nowhere.csv', force: false } as const
  const answer = window.client.call('exports.write', input)
  answer.catch(() => undefined) // the window is gone before it is answered
  const signal = await asked.promise
  const isNoticed = once(signal, 'abort')
  stopTheClock()
  await window.close()
  await isNoticed
  vi.advanceTimersByTime(10 * idleMs)
  await Promise.resolve()
  expect(isLeft).toBe(false)
  job.resolve()
  await expectWaiting()
  vi.advanceTimersByTime(idleMs)
  await server.isLeft
})

test('an address that was given to a second start is waited for, but not for ever', async () => {
  await start()
  const session = await cookie()
  const first = await openWindow(session)
  stopTheClock()
  expect(await askRunning(server.record)).not.toBeNull()
  await first.close()
  await expectWaiting()
  vi.advanceTimersByTime(10 * idleMs)
  await Promise.resolve()
  expect(isLeft).toBe(false)
  vi.advanceTimersByTime(5 * 60_000)
  await server.isLeft
})
