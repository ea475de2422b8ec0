import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { connect as connectTo, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createClient } from '../../shared/api/client.ts'
import type { Application } from '../../shared/api/serve.ts'
import { askRunning } from './second-start.ts'
import { startServer, type RunningServer, type ServerOptions } from './start-server.ts'
import { socketPort } from './socket-port.ts'

let folder: string
let server: RunningServer

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressmark-server-'))
  await writeFile(join(folder, 'index.html'), '<h1>Pressmark</h1>')
  server = await startServer(options())
})

afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

function options(): ServerOptions {
  return {
    application: oneAnswer(),
    rendererFolder: folder,
    port: 0,
    report: (bug) => {
      throw bug
    },
  }
}

/** An application of which these tests use one operation. */
function oneAnswer(): Application {
  return {
    handlers: { 'attempts.list': () => Promise.resolve({ attempts: [] }) } as never,
    subscribe: () => () => undefined,
    close: () => Promise.resolve(),
  }
}

type Answer = { status: number; headers: Record<string, unknown>; body: string }

function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = options
  return new Promise((resolve, reject) => {
    const call = request(`${server.origin}${path}`, { method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      )
    })
    call.on('error', reject)
    call.end(body)
  })
}

function openSession(token: string, origin = server.origin): Promise<Answer> {
  return ask('/session', {
    method: 'POST',
    headers: { host: new URL(origin).host, origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
}

function launchToken(): string {
  return /#token=(.+)$/u.exec(server.address)?.[1] ?? ''
}

/** Opens the socket; answers 101 or the status of the refusal. */
function connect(
  headers: Record<string, string>,
  path = '/socket',
): Promise<{ status: number; socket: WebSocket }> {
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}${path}`, { headers })
  return new Promise((resolve) => {
    socket.on('open', () => resolve({ status: 101, socket }))
    socket.on('unexpected-response', (_request, response) =>
      resolve({ status: response.statusCode ?? 0, socket }),
    )
    socket.on('error', () => undefined) // the refusal above says what happened
  })
}

function cookieOf(answer: Answer): string {
  const [cookie] = answer.headers['set-cookie'] as string[]
  return (cookie ?? '').split(';')[0] ?? ''
}

describe('the browser shell', () => {
  it('serves the interface with its policy, and nothing beside it', async () => {
    const page = await ask('/index.html')
    expect(page).toMatchObject({ status: 200, body: '<h1>Pressmark</h1>' })
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers['access-control-allow-origin']).toBeUndefined()
    expect((await ask('/%2e%2e/package.json')).status).toBe(404)
    expect((await ask('/none.js')).status).toBe(404)
    expect((await ask('/', { headers: { host: 'evil.example' } })).status).toBe(421)
  })

  it('spends its launch token once, and only for a right one', async () => {
    expect((await openSession('guess')).status).toBe(403)
    const opened = await openSession(launchToken())
    expect(opened.status).toBe(204)
    expect(String(opened.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/u)
    expect((await openSession(launchToken())).status).toBe(403)
  })

  it('does not read an endless session request', async () => {
    const answer = await ask('/session', {
      method: 'POST',
      headers: { origin: server.origin, 'content-type': 'application/json' },
      body: `{"token":"${'a'.repeat(100_000)}"}`,
    })
    expect(answer.status).toBe(403)
  })

  it('opens the socket to our own page with the cookie alone', async () => {
    const cookie = cookieOf(await openSession(launchToken()))
    expect((await connect({ origin: server.origin })).status).toBe(403)
    expect((await connect({ origin: 'http://127.0.0.1:1', cookie })).status).toBe(403)
    const { status, socket } = await connect({ origin: server.origin, cookie })
    expect(status).toBe(101)
    const client = createClient(socketPort(socket))
    expect(await client.call('attempts.list', {})).toEqual({ attempts: [] })
    socket.close()
  })

  it('hangs up on whoever speaks another language', async () => {
    const cookie = cookieOf(await openSession(launchToken()))
    const { socket } = await connect({ origin: server.origin, cookie })
    const closed = new Promise<number>((resolve) => socket.on('close', resolve))
    socket.send('{"kind":"call"}')
    expect(await closed).toBe(1003)
  })
})

describe('the way to the home of a run', () => {
  const home = (): string => new URL(server.homeAddress).host

  it('begins at the door, whose page runs its own script alone and connects to the home alone', async () => {
    const page = await ask('/')
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/=]{44}'; connect-src ws:\/\/pm-[0-9a-f]{8}\.localhost:\d+;/u,
    )
    expect(page.body).toContain(`'ws://${home()}/here'`)
    expect((await ask('/', { method: 'HEAD' })).body).toBe('')
    expect(await ask('/', { headers: { host: home() } })).toMatchObject({
      status: 200,
      body: '<h1>Pressmark</h1>',
    })
  })

  it('is another one at each start', async () => {
    const { homeAddress, close } = await startServer(options())
    expect(new URL(homeAddress).hostname).not.toBe(new URL(server.homeAddress).hostname)
    await close()
  })

  it('has a cookie that does not count at the door, and one token for both', async () => {
    const opened = await openSession(launchToken(), `http://${home()}`)
    expect(opened.status).toBe(204)
    const cookie = cookieOf(opened)
    expect((await connect({ origin: server.origin, cookie })).status).toBe(403)
    const { status, socket } = await connect({
      host: home(),
      origin: `http://${home()}`,
      cookie,
    })
    expect(status).toBe(101)
    socket.close()
    expect((await openSession(launchToken())).status).toBe(403)
  })

  it('is told to the door alone, by a socket that says nothing and closes', async () => {
    const asking = { host: home(), origin: server.origin }
    const { status, socket } = await connect(asking, '/here')
    expect(status).toBe(101)
    socket.on('message', () => expect.unreachable())
    await new Promise((resolve) => socket.on('close', resolve))
    expect((await connect({ ...asking, origin: 'https://evil.example' }, '/here')).status).toBe(403)
  })
})

describe('a second start', () => {
  it('is given an address of its own by whoever knows the key, and nothing otherwise', async () => {
    const addresses = await askRunning(server.record)
    const token = /#token=(.+)$/u.exec(addresses?.address ?? '')?.[1] ?? ''
    expect(token).not.toBe(launchToken())
    expect((await openSession(token)).status).toBe(204)
    expect((await openSession(launchToken())).status).toBe(204)
    expect(await askRunning({ ...server.record, key: 'guess' })).toBeNull()
    expect(
      await ask('/launch', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"nonce":"0123456789abcdef","proof":"guess"}',
      }),
    ).toMatchObject({ status: 403, body: '' })
  })

  it('believes no other program that has the port now, and tells it nothing of use', async () => {
    const heard: string[] = []
    const stranger = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (text: string) => heard.push(text))
      request.on('end', () => {
        response.end('{"token":"x","home":"http://evil.example","proof":"x"}')
      })
    })
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
    const { port } = stranger.address() as AddressInfo
    expect(await askRunning({ ...server.record, url: `http://127.0.0.1:${port}` })).toBeNull()
    expect(heard.join('')).not.toContain(server.record.key)
    await new Promise((resolve) => stranger.close(resolve))
    expect(await askRunning({ ...server.record, url: `http://127.0.0.1:${port}` })).toBeNull()
  })
})

describe('a request that never ends', () => {
  it.each([
    ['its head', 'GET / HTTP/1.1\r\nHost: '],
    ['its body', 'POST /session HTTP/1.1\r\nContent-Length: 1000\r\n'],
  ])(
    'is hung up on, however slowly %s comes, and others are answered meanwhile',
    async (_what, head) => {
      const { origin, record, close } = await startServer({ ...options(), requestMs: 200 })
      const { port, host } = new URL(origin)
      const body = `Host: ${host}\r\nOrigin: ${origin}\r\nContent-Type: application/json\r\n\r\n`
      const slow = connectTo(Number(port), '127.0.0.1')
      slow.on('error', () => undefined) // a byte was still on its way when the server hung up
      const isHungUp = new Promise((resolve) => slow.on('close', resolve))
      slow.write(head.startsWith('POST') ? head + body : head)
      const drip = setInterval(() => slow.write('x'), 20)
      expect(await askRunning(record)).not.toBeNull()
      slow.resume()
      await isHungUp
      clearInterval(drip)
      await close()
    },
  )
})
