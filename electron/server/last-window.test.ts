import { once } from 'node:events'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { callIn } from '../../shared/api/call-in.ts'
import { createClient, type Client } from '../../shared/api/client.ts'
import type { Application } from '../../shared/api/serve.ts'
import { startRealApplication } from '../../tests/contract/real-application.ts'
import { countingLeavers } from '../../tests/contract/wire.ts'
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

const nothing: Application = {
  handlers: {} as Application['handlers'],
  subscribe: () => () => undefined,
  close: () => Promise.resolve(),
}

async function start(application: Application = nothing): Promise<void> {
  isLeft = false
  server = await startServer({
    application,
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

test('the server is never left while captures run that a window began, and the whole list is captured', async () => {
  const real = await startRealApplication()
  onTestFinished(() => real.close())
  const { application, left } = countingLeavers(real.application)
  await start(application)
  const window = await openWindow(await cookie())
  const urls = Array.from({ length: 6 }, (_, place) => real.site.url(`held/${place}`))
  for (const url of urls) {
    const answer = window.client.call('captures.add', { kind: 'address', url, allowPrivate: true })
    answer.catch(() => undefined) // the window is gone before it is answered
  }
  await expect.poll(() => real.site.requests, { timeout: 20_000 }).toHaveLength(2)
  stopTheClock()
  await window.close()
  await expect.poll(left).toBe(1)
  vi.advanceTimersByTime(10 * idleMs)
  await Promise.resolve()
  expect(isLeft).toBe(false)
  await fetch(real.site.url('let-go'))
  const endings = await real.endings()
  expect(endings).toMatchObject(urls.map((url) => ({ input: { url }, value: { version: 1 } })))
  const isLeftAfterAWhile = (): boolean => {
    vi.advanceTimersByTime(idleMs) // captures have clocks of their own
    return isLeft
  }
  await expect.poll(isLeftAfterAWhile).toBe(true)
})

test('what still runs when the server is ended is stopped, and waits for the next start', async () => {
  const real = await startRealApplication()
  onTestFinished(() => real.close())
  await start(real.application)
  const window = await openWindow(await cookie())
  const url = real.site.url('slow/body')
  const answer = window.client.call('captures.add', { kind: 'address', url, allowPrivate: true })
  answer.catch(() => undefined) // the window is gone before it is answered
  await expect.poll(() => real.site.requests, { timeout: 20_000 }).toHaveLength(1)
  await window.close()
  await server.close()
  expect(await real.endings()).toMatchObject([{ error: { code: 'cancelled' } }])
  const { attempts } = await callIn(await real.reopen(), 'attempts.list', {})
  expect(attempts).toMatchObject([{ input: url, failure: { code: 'interrupted' } }])
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
