import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createClient } from '../../shared/api/client.ts'
import type { Application } from '../../shared/api/serve.ts'
import { startServer, type RunningServer } from './start-server.ts'
import { socketPort } from './socket-port.ts'

let folder: string
let server: RunningServer

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressmark-server-'))
  await writeFile(join(folder, 'index.html'), '<h1>Pressmark</h1>')
  server = await startServer({
    application: oneAnswer(),
    rendererFolder: folder,
    port: 0,
    report: (bug) => {
      throw bug
    },
  })
})

afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

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

function openSession(token: string): Promise<Answer> {
  return ask('/session', {
    method: 'POST',
    headers: { origin: server.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
}

function launchToken(): string {
  return /#token=(.+)$/u.exec(server.address)?.[1] ?? ''
}

/** Opens the socket; answers 101 or the status of the refusal. */
function connect(headers: Record<string, string>): Promise<{ status: number; socket: WebSocket }> {
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/socket`, { headers })
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
    const page = await ask('/')
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
