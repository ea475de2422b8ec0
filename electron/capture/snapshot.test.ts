import zlib from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ladenPage as page,
  startLadenSite,
  wordsOfLadenPage as words,
  type LadenSite,
} from '../../tests/support/laden-site.ts'
import { readWacz } from '../../tests/support/read-wacz.ts'
import { checkWacz } from '../evidence/check-wacz.ts'
import { createCapture, type CaptureContext } from './capture.ts'

const capture = createCapture({
  workerUrl: new URL('extract-worker.ts', import.meta.url),
  version: '0.0.0-test',
})
let site: LadenSite
let port = 0
beforeAll(async () => {
  site = await startLadenSite()
  port = site.port
})
afterAll(async () => {
  await capture.close()
  await site.close()
})

const context = (): CaptureContext => ({
  signal: new AbortController().signal,
  progress: () => undefined,
  isAllowedAddress: (host, allowed) => host === '127.0.0.1' && allowed === port,
})
const captured = (path = '/start') =>
  capture.address(`http://user:PLANTED-PASSWORD@127.0.0.1:${port}${path}`, context())

test('a snapshot holds the way, the page and everything it needs, as they were on the wire', async () => {
  const { raw, provenance } = await captured()
  expect(await checkWacz(raw.bytes)).toMatchObject({ faults: [] })
  const records = await readWacz(raw.bytes)
  const path = (url: string) => new URL(url).pathname + new URL(url).search
  const answers = records.filter(({ type }) => type !== 'request')
  expect(answers.map(({ url }) => path(url)).slice(0, 2)).toEqual(['/start', '/page'])
  expect(new Set(answers.map(({ url }) => path(url)))).toEqual(
    new Set([
      '/start', '/page', '/assets/main.css', '/assets/late.css', '/assets/gone.css',
      '/assets/imported.css', '/assets/deep.css', '/assets/own.woff2', '/assets/pic.png',
      '/assets/pic.png?one', '/assets/pic.png?two', '/assets/pic.png?large', '/assets/pic.png?lazy',
    ]),
  ) // prettier-ignore
  const [redirect, html] = answers
  expect(redirect?.head).toMatch(/^HTTP\/1.1 302 Found\r\n/u)
  expect(redirect?.body.toString()).toBe('<a href="/page">moved</a>')
  expect(zlib.gunzipSync(html?.body ?? '').toString()).toBe(page)
  expect(answers.filter(({ type }) => type === 'revisit').length).toBe(4)
  const request = records.find(({ type, url }) => type === 'request' && url.endsWith('/page'))
  expect(request?.head).toMatch(
    /^GET \/page HTTP\/1.1\r\nhost: 127.0.0.1:\d+\r\nconnection: keep-alive\r\nuser-agent: Pressmark\/0.0.0-test /u,
  )
  expect(provenance).toHaveProperty('notKept', [
    {
      url: 'http://10.0.0.1/y.svg',
      reason:
        'This address is on your own network (10.0.0.1:80), so nothing was requested from it.',
    },
    {
      url: `http://127.0.0.1:${port}/assets/gone.css`,
      reason: `127.0.0.1:${port} says that there is no such page (404 not found).`,
    },
  ])
})

test('each address is asked for once in a capture', async () => {
  site.requested.length = 0
  await captured()
  expect(site.requested).toEqual([...new Set(site.requested)])
})

test('a planted secret is nowhere in what is kept', async () => {
  const { raw, page: copy, ...rest } = await captured()
  const heads = (await readWacz(raw.bytes)).map(({ head }) => head).join('')
  expect(heads).toContain('Set-Cookie: sha256:')
  expect(heads).toContain(`location: http://127.0.0.1:${port}/page\r\n`)
  const all = [heads, Buffer.from(copy ?? '').toString(), JSON.stringify(rest)].join('')
  expect(all).not.toContain('PLANTED')
})

test('the key of a captured address drops its tracking', async () => {
  site.routes['/page?b=2&utm_source=x&a=1'] = (response) => site.routes['/page']?.(response)
  const { key } = await captured('/page?b=2&utm_source=x&a=1#part')
  expect(key).toBe(`http://127.0.0.1:${port}/page?a=1&b=2`)
})

test('the page as it looked is one file that names nothing outside but its links', async () => {
  const { page: copy } = await captured()
  const html = Buffer.from(copy ?? '').toString()
  const outside = [...html.matchAll(/https?:\/\/[^"'\s)<]+/gu)].map(([url]) => url)
  expect(outside).toEqual([
    `http://127.0.0.1:${port}/page`,
    'https://videos.example/watch?v=1',
    `http://127.0.0.1:${port}/more`,
  ])
  expect(html).not.toMatch(/<script|<noscript|steal|<base|refresh|javascript:|\son\w+=/iu)
  expect(html).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none'`)
  expect(html).toContain(words)
  expect(html.match(/data:image\/png;base64,/gu)?.length).toBeGreaterThan(3)
  const sheets = [...html.matchAll(/data:text\/css;charset=utf-8;base64,([\w+/=]+)/gu)]
    .map(([, text]) => Buffer.from(text ?? '', 'base64').toString())
    .join('\n')
  expect(sheets).toContain('data:font/woff2;base64,')
  expect(sheets).toContain('color: #123456')
})

test('a page that nothing can be made of still has its bytes', async () => {
  const deep = '<div>'.repeat(900)
  site.routes['/deep'] = (response) => {
    response.setHeader('content-type', 'text/html')
    response.end(
      `<!doctype html><title>A quay</title><article><h1>A quay</h1><p>${words}</p><p>${words}</p></article>${deep}`,
    )
  }
  const { raw, page: copy, document } = await captured('/deep')
  expect(JSON.stringify(document)).toContain(words)
  expect((await readWacz(raw.bytes))[0]?.body.toString()).toContain(deep)
  expect(Buffer.from(copy ?? '').toString()).toContain(words)
})

test.each([
  [{ parts: 3 }, 'Not fetched: a page keeps 3 parts at most.'],
  [{ partsBytes: 100 }, 'Not fetched: the parts of a page keep 1 KB at most.'],
  [{ partsTotalMs: 0 }, 'Not fetched: the parts of the page took too long.'],
])('beyond %o a part is not fetched, and named with the reason', async (limits, reason) => {
  const narrow = createCapture({
    workerUrl: new URL('extract-worker.ts', import.meta.url),
    version: '0.0.0-test',
    limits,
  })
  try {
    site.requested.length = 0
    const { provenance } = await narrow.address(`http://127.0.0.1:${port}/page`, context())
    const reasons =
      provenance.kind === 'fetched' ? provenance.notKept?.map((one) => one.reason) : []
    expect(reasons).toContain(reason)
    const asked = site.requested.filter((path) => path.startsWith('/assets/')).length
    expect(asked).toBeLessThanOrEqual('parts' in limits ? 3 : 12)
  } finally {
    await narrow.close()
  }
})
