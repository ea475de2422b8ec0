import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import zlib from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultLimits, type Limits } from '../limits.ts'
import { fetchAddress, type FetchOptions } from './fetch-address.ts'

const seen: { path: string; headers: IncomingMessage['headers'] }[] = []
const megabyte = 1024 * 1024

const routes: Record<string, (response: ServerResponse, request: IncomingMessage) => void> = {
  '/page': (response) => response.end('<p>Hello'),
  '/gzip': (response) => {
    response.setHeader('content-encoding', 'gzip')
    response.end(zlib.gzipSync('<p>Hello'))
  },
  '/br': (response) => {
    response.setHeader('content-encoding', 'br')
    response.end(zlib.brotliCompressSync('<p>Hello'))
  },
  '/zstd': (response) => {
    response.setHeader('content-encoding', 'zstd')
    response.end(zlib.zstdCompressSync('<p>Hello'))
  },
  '/deflate': (response) => {
    response.setHeader('content-encoding', 'deflate')
    response.end(zlib.deflateRawSync('<p>Hello'))
  },
  '/twice': (response) => {
    response.setHeader('content-encoding', 'gzip, gzip')
    response.end(zlib.gzipSync(zlib.gzipSync('<p>Hello')))
  },
  '/lying-gzip': (response) => {
    response.setHeader('content-encoding', 'gzip')
    response.end('<p>Hello')
  },
  '/cut-gzip': (response) => {
    response.setHeader('content-encoding', 'gzip')
    response.end(zlib.gzipSync('<p>Hello, this one is cut').subarray(0, 20))
  },
  '/huge': (response) => {
    const more = () => {
      while (response.write(Buffer.alloc(64 * 1024, 0x61)) && !response.destroyed);
    }
    response.on('drain', more)
    more()
  },
  '/says-huge': (response) => {
    response.setHeader('content-length', String(100 * megabyte))
    response.write('a')
  },
  '/cut': (response) => {
    response.setHeader('content-length', '10000')
    response.write('a'.repeat(4000), () => response.destroy())
  },
  '/cut-chunks': (response) => {
    response.write('a'.repeat(4000), () => response.destroy())
  },
  '/slow-header': () => undefined,
  '/slow-body': (response) => response.write('<p>'),
  '/round': (response) => redirect(response, '/round?again'),
  '/round?again': (response) => redirect(response, '/round'),
  '/wants-cookie': (response) => {
    response.setHeader('set-cookie', 'a=1')
    redirect(response, '/wants-cookie')
  },
  '/to-private': (response) => redirect(response, 'http://169.254.169.254/latest'),
  '/to-loopback': (response) => redirect(response, 'http://[::1]:1/'),
  '/to-file': (response) => redirect(response, 'file:///etc/hostname'),
  '/to-data': (response) => redirect(response, 'data:text/html,hi'),
  '/to-script': (response) => redirect(response, 'javascript:alert(1)'),
  '/to-credentials': (response, request) =>
    redirect(response, `http://user:secret@${request.headers.host ?? ''}/page`),
  '/to-umlaut': (response) => {
    response.writeHead(302, { location: Buffer.from('/größe').toString('latin1') }).end()
  },
  '/gr%C3%B6%C3%9Fe': (response) => response.end('<p>Hello'),
  '/many-headers': (response) => {
    response.setHeader('set-cookie', ['a=1', 'b=2'])
    response.end('<p>Hello')
  },
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end('an article, it seems')
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '/'
  seen.push({ path, headers: request.headers })
  const chain = /^\/chain\/(\d+)$/u.exec(path)
  const status = /^\/status\/(\d+)$/u.exec(path)
  if (chain !== null) {
    const left = Number(chain[1])
    redirect(response, left === 1 ? '/page' : `/chain/${left - 1}`)
  } else if (status !== null) {
    response.writeHead(Number(status[1]), { 'retry-after': '2' }).end('<p>looks like an article')
  } else (routes[path] ?? (() => response.writeHead(404).end()))(response, request)
}

const server = createServer(answer)
let origin = ''
let port = 0

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  origin = `http://127.0.0.1:${port}`
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function fetchHere(path: string, limits: Partial<Limits> = {}, more: Partial<FetchOptions> = {}) {
  const all = { ...defaultLimits, ...limits }
  return fetchAddress(new URL(path, origin), {
    limits: all,
    maxBytes: all.wireBytes,
    totalMs: all.totalTimeoutMs,
    userAgent: 'Pressmark/test',
    accept: 'text/html',
    signal: new AbortController().signal,
    isAllowedAddress: (host, allowed) => host === '127.0.0.1' && allowed === port,
    ...more,
  })
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')

test.each(['/gzip', '/br', '/zstd', '/deflate', '/twice'])(
  '%s: wire bytes are kept as they came, a copy is unpacked',
  async (path) => {
    const { wire, body } = await fetchHere(path)
    expect(textOf(body)).toBe('<p>Hello')
    expect(textOf(wire)).not.toMatch(/^<p>/u)
  },
)

test('an encoding that is named but not used is passed over, as browsers do', async () => {
  expect(textOf((await fetchHere('/lying-gzip')).body)).toBe('<p>Hello')
})

test('redirects are followed by hand and recorded, each with its status', async () => {
  const { finalUrl, redirects, remoteAddress } = await fetchHere('/chain/3')
  expect(finalUrl.href).toBe(`${origin}/page`)
  expect(redirects).toEqual([
    { url: `${origin}/chain/3`, status: 302, location: `${origin}/chain/2` },
    { url: `${origin}/chain/2`, status: 302, location: `${origin}/chain/1` },
    { url: `${origin}/chain/1`, status: 302, location: `${origin}/page` },
  ])
  expect(remoteAddress).toBe('127.0.0.1')
})

test('a redirect in UTF-8 leads where a browser would go', async () => {
  expect((await fetchHere('/to-umlaut')).finalUrl.pathname).toBe('/gr%C3%B6%C3%9Fe')
})

test('ten redirects are followed, the eleventh is too many', async () => {
  expect((await fetchHere('/chain/10')).redirects).toHaveLength(10)
  await expect(fetchHere('/chain/11')).rejects.toMatchObject({ code: 'too-many-redirects' })
})

test('a circle is noticed at once, and a cookie that it may want is named', async () => {
  await expect(fetchHere('/round')).rejects.toMatchObject({
    code: 'too-many-redirects',
    message: expect.stringContaining('circle') as string,
  })
  await expect(fetchHere('/wants-cookie')).rejects.toThrow('cookie')
})

test('the same page with another fragment is the same page: a circle through it ends', async () => {
  await expect(fetchHere('/round#here')).rejects.toMatchObject({ code: 'too-many-redirects' })
})

test.each([
  ['/to-private', 'blocked-address'],
  ['/to-loopback', 'blocked-address'],
  ['/to-file', 'unsupported-scheme'],
  ['/to-data', 'unsupported-scheme'],
  ['/to-script', 'unsupported-scheme'],
])('%s is refused as %s, though its first host is allowed', async (path, code) => {
  await expect(fetchHere(path)).rejects.toMatchObject({ code })
})

test('a refused redirect says that the page led there, and at which hop', async () => {
  await expect(fetchHere('/to-private')).rejects.toMatchObject({
    facts: { host: '169.254.169.254', port: 80, hop: 1 },
    message: expect.stringContaining('sends its readers on') as string,
  })
})

test('without leave nothing is requested from a loopback address', async () => {
  const before = seen.length
  const refused = fetchHere('/page', {}, { isAllowedAddress: () => false })
  await expect(refused).rejects.toMatchObject({ code: 'blocked-address' })
  const byName = fetchAddress(new URL(`http://localhost:${port}/page`), {
    ...{ limits: defaultLimits, maxBytes: 1000, totalMs: 5000, userAgent: 'x', accept: '*/*' },
    signal: new AbortController().signal,
    isAllowedAddress: () => false,
  })
  await expect(byName).rejects.toMatchObject({
    code: 'blocked-address',
    facts: { host: 'localhost' },
  })
  expect(seen).toHaveLength(before)
})

test('requests are honest and carry no cookie, no credentials and no referrer', async () => {
  const { finalUrl, redirects } = await fetchHere('/to-credentials')
  const request = seen.at(-1)
  expect(request?.headers).toMatchObject({
    'user-agent': 'Pressmark/test',
    accept: 'text/html',
    'accept-encoding': 'gzip, deflate, br, zstd',
  })
  expect(Object.keys(request?.headers ?? {})).not.toEqual(
    expect.arrayContaining(['authorization', 'cookie', 'referer']),
  )
  expect(request?.headers['authorization']).toBeUndefined()
  expect(JSON.stringify(redirects)).not.toContain('secret')
  expect(finalUrl.pathname).toBe('/page')
})

test.each([
  [404, 'not found'],
  [410, 'gone'],
  [403, 'refused'],
  [401, 'refused'],
  [429, 'try again in 2 seconds'],
  [451, 'legal'],
  [500, 'problem of its own'],
  [503, 'try again in 2 seconds'],
  [418, '418'],
])('status %i is a failure that says so', async (status, words) => {
  await expect(fetchHere(`/status/${status}`)).rejects.toMatchObject({
    code: 'http-status',
    message: expect.stringContaining(words) as string,
    facts: { status },
  })
})

test.each(['/cut', '/cut-chunks', '/cut-gzip'])('%s: half a body is incomplete', async (path) => {
  await expect(fetchHere(path)).rejects.toMatchObject({ code: 'incomplete' })
})

test('an unpacked body stops at its own limit too', async () => {
  await expect(fetchHere('/gzip', { decodedBytes: 4 })).rejects.toMatchObject({ code: 'too-big' })
})

test('an endless body stops at the limit, a declared size before its first byte', async () => {
  await expect(fetchHere('/huge', { wireBytes: megabyte })).rejects.toMatchObject({
    code: 'too-big',
  })
  await expect(fetchHere('/says-huge')).rejects.toMatchObject({ code: 'too-big' })
})

test.each([
  ['/slow-header', { headersTimeoutMs: 60 }, 'took too long to answer'],
  ['/slow-body', { idleTimeoutMs: 60 }, 'took too long to send the whole page'],
  ['/slow-header', { totalTimeoutMs: 60 }, 'took too long to answer'],
  ['/slow-body', { totalTimeoutMs: 60 }, 'took too long to send the whole page'],
])('%s runs into the time-out of %o', async (path, limits, words) => {
  await expect(fetchHere(path, limits)).rejects.toMatchObject({
    code: 'timeout',
    message: expect.stringContaining(words) as string,
  })
})

test.each(['/slow-header', '/slow-body'])('%s can be stopped at any moment', async (path) => {
  const stop = new AbortController()
  const fetching = fetchHere(path, {}, { signal: stop.signal, onBytes: () => stop.abort() })
  if (path === '/slow-header') server.once('request', () => stop.abort())
  await expect(fetching).rejects.toMatchObject({ code: 'cancelled' })
})

test('a signal that is spent stops the fetch before it begins', async () => {
  const before = seen.length
  await expect(fetchHere('/page', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'cancelled',
  })
  expect(seen).toHaveLength(before)
})

test('a port where nobody listens is unreachable', async () => {
  const closed = createTcpServer()
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
  const { port: freePort } = closed.address() as AddressInfo
  await new Promise((resolve) => closed.close(resolve))
  const fetching = fetchHere(`http://127.0.0.1:${freePort}/`, {}, { isAllowedAddress: () => true })
  await expect(fetching).rejects.toMatchObject({ code: 'unreachable' })
})

test('a server that speaks no HTTP or no TLS is told apart from one that is gone', async () => {
  const babble = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy()).resume()
    socket.end('hello\r\n\r\n')
  })
  await new Promise<void>((resolve) => babble.listen(0, '127.0.0.1', resolve))
  const { port: babblePort } = babble.address() as AddressInfo
  const options = { isAllowedAddress: () => true }
  await expect(fetchHere(`https://127.0.0.1:${babblePort}/`, {}, options)).rejects.toMatchObject({
    code: 'tls',
    message: expect.stringContaining('write http:// before its address') as string,
  })
  await expect(fetchHere(`http://127.0.0.1:${babblePort}/`, {}, options)).rejects.toMatchObject({
    code: 'unreachable',
  })
  await new Promise((resolve) => babble.close(resolve))
})

test('a name that does not exist is no such host', async () => {
  const fetching = fetchHere('http://no-such-name.invalid/')
  await expect(fetching).rejects.toMatchObject({ code: 'no-such-host' })
})

test('repeated headers are kept apart and in order', async () => {
  const { headers } = await fetchHere('/many-headers')
  const cookies = headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value)
  expect(cookies).toEqual(['a=1', 'b=2'])
})
