import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { networkInterfaces } from 'node:os'
import { connect } from 'node:net'
import { WebSocket } from 'ws'
import { startBrowserShell, type BrowserShell } from '../../support/browser-shell.ts'
import { sendRaw } from '../../support/raw-request.ts'
import { makeWorkspace, type Workspace } from '../../support/workspace.ts'
import { expect, test } from '../fixtures.ts'

/**
 * What other pages, programs and networks may send to the port, over a real socket to the built server:
 * one rule, one test. Each is shown beside the request that is answered, so that it cannot pass by accident.
 */

let workspace: Workspace
let shell: BrowserShell
let origin: string
let host: string
let port: number
let token: string

test.beforeEach(async () => {
  workspace = await makeWorkspace()
  shell = await startBrowserShell(workspace)
  const url = new URL(shell.address)
  ;({ origin, host } = url)
  port = Number(url.port)
  token = url.hash.replace('#token=', '')
})
test.afterEach(async () => {
  await shell.close()
  await workspace.remove()
})

const close = 'Connection: close'

/** One request with these headers; a Host of our own unless another is given. */
async function ask(
  line: string,
  headers: string[] = [`Host: ${host}`],
  body = '',
): Promise<number> {
  const [status] = (await sendRaw(port, [`${line} HTTP/1.1`, ...headers, close], body)).statuses
  return status ?? 0
}

function askForSession(given: string, headers: string[]): Promise<number> {
  const body = JSON.stringify({ token: given })
  return ask('POST /session', [`Host: ${host}`, ...headers, `Content-Length: ${body.length}`], body)
}

const ourPost = (): string[] => [`Origin: ${origin}`, 'Content-Type: application/json']

function sessionRequest(): { head: string[]; body: string } {
  const body = JSON.stringify({ token })
  const length = `Content-Length: ${body.length}`
  const head = ['POST /session HTTP/1.1', `Host: ${host}`, ...ourPost(), close, length]
  return { head, body }
}

async function cookieOfSession(): Promise<string> {
  const { head, body } = sessionRequest()
  const { text } = await sendRaw(port, head, body)
  return /^set-cookie: ([^;]+)/imu.exec(text)?.[1] ?? ''
}

/** The status of an upgrade, 101 where the socket opened. */
async function upgrade(headers: Record<string, string>, path = '/socket'): Promise<number> {
  const { status, socket } = await open(headers, path)
  socket.terminate()
  return status
}

async function open(
  headers: Record<string, string>,
  path = '/socket',
): Promise<{ status: number; socket: WebSocket }> {
  const socket = new WebSocket(`ws://${host}${path}`, { headers })
  socket.on('error', () => undefined) // the status tells
  const status = await new Promise<number>((resolve) => {
    socket.on('open', () => resolve(101))
    socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode ?? 0))
  })
  return { status, socket }
}

test('the page is answered under our Host alone: a rebound name, localhost, a dot, a user get 421', async () => {
  expect(await ask('GET /')).toBe(200)
  for (const other of [
    `evil.example:${port}`,
    `localhost:${port}`,
    `127.0.0.1.:${port}`,
    `me@127.0.0.1:${port}`,
    `127.0.0.1:${port + 1}`,
    '127.0.0.1',
    `pm-00000000.localhost:${port}`,
    `[::1]:${port}`,
    '',
  ]) {
    expect([other, await ask('GET /', [`Host: ${other}`])]).toEqual([other, 421])
  }
  expect(await ask('GET /', [`Host: ${host}`, `Host: evil.example:${port}`])).toBe(421)
  expect(await ask('GET /', [])).toBe(400)
})

test('nothing beside the interface is served, however the path is written', async () => {
  expect(await ask('GET /index.html')).toBe(200)
  for (const path of [
    '/../../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2fmain%2fcli.js',
    '/..\\main\\cli.js',
    '/index.html%00.png',
    '//etc/passwd',
    '/.env',
    '/media/anything.png',
  ]) {
    expect([path, await ask(`GET ${path}`)]).toEqual([path, 404])
  }
})

test('a session needs our exact Origin, JSON, and the token, which counts once', async () => {
  expect(await askForSession(token, ['Content-Type: application/json'])).toBe(403)
  for (const other of [
    'null',
    'http://evil.example',
    `http://127.0.0.1:${port + 1}`,
    `http://localhost:${port}`,
    `https://${host}`,
  ]) {
    const headers = [`Origin: ${other}`, 'Content-Type: application/json']
    expect([other, await askForSession(token, headers)]).toEqual([other, 403])
  }
  expect(await askForSession(token, [`Origin: ${origin}`, 'Content-Type: text/plain'])).toBe(415)
  expect(await askForSession('guess', ourPost())).toBe(403)
  expect(await askForSession(token, ourPost())).toBe(204)
  expect(await askForSession(token, ourPost())).toBe(403)
})

test('the cookie is out of reach of scripts, of other sites, and of every other host', async () => {
  const { head, body } = sessionRequest()
  const { text } = await sendRaw(port, head, body)
  expect(/^set-cookie: (.+)\r$/imu.exec(text)?.[1]).toMatch(
    /^pressmark-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/u,
  )
})

test('the socket opens to our page with its cookie alone', async () => {
  const cookie = await cookieOfSession()
  expect(await upgrade({ origin })).toBe(403)
  expect(await upgrade({ origin: 'http://evil.example', cookie })).toBe(403)
  expect(await upgrade({ origin: `http://127.0.0.1:${port + 1}`, cookie })).toBe(403)
  expect(await upgrade({ cookie })).toBe(403)
  expect(await upgrade({ origin, cookie }, '/other')).toBe(404)
  expect(await upgrade({ origin, cookie, host: `evil.example:${port}` })).toBe(421)
  expect(await upgrade({ origin, cookie })).toBe(101)
})

test('the cookie of another port, or another run, opens nothing', async () => {
  const value = (await cookieOfSession()).split('=')[1]
  expect(await upgrade({ origin, cookie: `pressmark-${port}=${randomBytes(32).toString('base64url')}` })).toBe(403) // prettier-ignore
  expect(await upgrade({ origin, cookie: `pressmark-${port + 1}=${value}` })).toBe(403)
  expect(await upgrade({ origin, cookie: `pressmark=${value}` })).toBe(403)
  expect(await upgrade({ origin, cookie: `pressmark-${port}=${value}` })).toBe(101)
})

test('a page of another site gets no part of the interface, and does not learn that it is there', async () => {
  const from = (site: string, mode: string, dest: string): string[] => [`Host: ${host}`, `Sec-Fetch-Site: ${site}`, `Sec-Fetch-Mode: ${mode}`, `Sec-Fetch-Dest: ${dest}`] // prettier-ignore
  for (const site of ['cross-site', 'same-site']) {
    expect(await ask('GET /index.html', from(site, 'no-cors', 'image'))).toBe(403)
    expect(await ask('GET /media/x.png', from(site, 'no-cors', 'image'))).toBe(403)
    expect(await ask('GET /', from(site, 'navigate', 'iframe'))).toBe(403)
    expect(await ask('GET /', from(site, 'navigate', 'document'))).toBe(200) // a link to us
  }
  expect(await ask('GET /index.html', from('same-origin', 'no-cors', 'image'))).toBe(200)
  const { text } = await sendRaw(port, ['OPTIONS /session HTTP/1.1', `Host: ${host}`, 'Origin: http://evil.example', 'Access-Control-Request-Method: POST', close]) // prettier-ignore
  expect(text).toMatch(/^HTTP\/1\.1 405 /u)
  expect(text.toLowerCase()).not.toContain('access-control-')
})

test('a request is one request: two lengths, or a length and chunks, are refused and no second is heard', async () => {
  const hidden = `GET /index.html HTTP/1.1\r\nHost: ${host}\r\n\r\n`
  for (const headers of [
    ['Content-Length: 4', 'Transfer-Encoding: chunked'],
    ['Content-Length: 4', 'Content-Length: 60'],
    ['Transfer-Encoding: xchunked'],
    ['Transfer-Encoding: chunked, identity'],
    ['Content-Length: +4'],
  ]) {
    const lines = ['POST /session HTTP/1.1', `Host: ${host}`, ...ourPost(), ...headers]
    const { statuses } = await sendRaw(port, lines, `0\r\n\r\n${hidden}`)
    expect([headers, statuses]).toEqual([headers, [400]])
  }
})

test('a target that names a host is no path of ours, whatever Host says', async () => {
  expect(await ask('GET http://evil.example/')).toBe(400)
  expect(await ask(`GET ${origin}/index.html`)).toBe(400)
  expect(await ask('POST http://evil.example/session', [`Host: ${host}`, ...ourPost()])).toBe(400)
  expect(await ask('OPTIONS *')).toBe(400)
})

test('HEAD says what GET would, without a body; every other method is refused', async () => {
  const { text } = await sendRaw(port, ['HEAD /index.html HTTP/1.1', `Host: ${host}`, close])
  expect(text).toMatch(/^HTTP\/1\.1 200 /u)
  expect(text).toMatch(/^content-security-policy: default-src 'none'/imu)
  expect(text.split('\r\n\r\n')[1]).toBe('')
  for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'POST']) {
    expect([method, await ask(`${method} /index.html`)]).toEqual([method, 405])
  }
  // A proxy would now connect us to the mail server; ours hangs up without a word.
  expect((await sendRaw(port, [`CONNECT evil.example:25 HTTP/1.1`, `Host: ${host}`])).text).toBe('')
  expect(await ask('GET /socket')).toBe(426)
})

test('five hundred guesses of the token fail, and lock nobody out', async () => {
  for (let first = 0; first < 500; first += 50) {
    const guesses = Array.from({ length: 50 }, () =>
      askForSession(randomBytes(32).toString('base64url'), ourPost()),
    )
    expect(new Set(await Promise.all(guesses))).toEqual(new Set([403]))
  }
  expect(await askForSession(token.slice(0, -1), ourPost())).toBe(403)
  expect(await askForSession(`${token}A`, ourPost())).toBe(403)
  expect(await askForSession(token, ourPost())).toBe(204)
})

test('a second start is asked for a key that no page and no guess has', async () => {
  const body = JSON.stringify({ nonce: '0123456789abcdef', proof: 'guess' })
  const json = ['Content-Type: application/json', `Content-Length: ${body.length}`]
  expect(await ask('POST /launch', [`Host: ${host}`, ...json], body)).toBe(403)
  expect(await ask('POST /launch', [`Host: ${host}`, `Origin: ${origin}`, ...json], body)).toBe(403)
  expect(await ask('GET /launch')).toBe(405)
})

test('headers without an end are refused, and a long body is not read', async () => {
  expect(await ask('GET /', [`Host: ${host}`, `X: ${'a'.repeat(100_000)}`])).toBe(431)
  const flood = 'a'.repeat(1_000_000)
  expect(await askForSession(flood, ourPost())).toBe(403)
  expect(await askForSession(token, ourPost())).toBe(204)
})

test('a socket of another protocol, with too large a frame, without a mask, or in text is closed', async () => {
  const cookie = await cookieOfSession()
  const named = new WebSocket(`ws://${host}/socket`, ['admin'], { headers: { origin, cookie } })
  const [refused] = (await once(named, 'error')) as [Error]
  expect(refused.message).toBe('Server sent no subprotocol')

  const { socket } = await open({ origin, cookie })
  socket.send('{"kind":"call"}')
  expect((await once(socket, 'close'))[0]).toBe(1003)

  const key = randomBytes(16).toString('base64')
  const handshake = [
    'GET /socket HTTP/1.1',
    `Host: ${host}`,
    `Origin: ${origin}`,
    `Cookie: ${cookie}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${key}`,
  ]
  // A binary frame that says it holds 128 MB; one without a mask; one of a reserved kind.
  for (const [frame, code] of [
    [[0x82, 0xff, 0, 0, 0, 0, 0x08, 0, 0, 0, 0, 0, 0, 0], 1009],
    [[0x82, 0x01, 0x00], 1002],
    [[0x83, 0x80, 0, 0, 0, 0], 1002],
  ] as const) {
    const { statuses, text } = await sendRaw(port, handshake, String.fromCharCode(...frame))
    expect(statuses).toEqual([101])
    const [, told = ''] = text.split('\r\n\r\n')
    expect(told.charCodeAt(0)).toBe(0x88)
    expect(told.charCodeAt(2) * 256 + told.charCodeAt(3)).toBe(code)
  }
  expect(await upgrade({ origin, cookie })).toBe(101)
  expect(shell.log()).not.toContain('Error')
})

test('no other address of this machine is listened on', async () => {
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid)
    .map(({ address }) => address)
  for (const address of [...others, '127.0.0.2']) {
    const refused = await new Promise((resolve) => {
      const socket = connect(port, address)
      socket.on('connect', () => resolve(`${address} answered`))
      socket.on('error', () => resolve('refused'))
    })
    expect(refused).toBe('refused')
  }
})
