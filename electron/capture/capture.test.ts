import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import zlib from 'node:zlib'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Metadata } from '../../shared/domain/metadata.ts'
import { Provenance } from '../../shared/domain/provenance.ts'
import { MediaEntry } from '../../shared/domain/version.ts'
import { parseDocument } from '../../shared/text/document-json.ts'
import { textOf } from '../../shared/text/text-of.ts'
import {
  createCapture,
  type CaptureContext,
  type CaptureProgress,
  type Captured,
} from './capture.ts'
import { readWacz } from '../../tests/support/read-wacz.ts'
import { sha256Of } from '../system/hash.ts'

const corpus = new URL('../../tests/corpus/bridge-toll/', import.meta.url)
const bridgePage = readFileSync(new URL('page.html', corpus))
const bridgePicture = readFileSync(new URL('bridge.png', corpus))
const expected = JSON.parse(readFileSync(new URL('expected.json', corpus), 'utf8')) as {
  title: string
  paragraphs: string[]
  mustNotContain: string[]
}

const words =
  'The harbour council put off its vote on the quay after three hours of argument, and its members went home without a word to the press that waited.'
const article = (inner: string) =>
  `<html lang="en"><title>A quay | The Ledger</title><article><h1>A quay</h1><p>${words}</p>${inner}<p>${words} Again.</p></article>`

const requested: string[] = []
const routes: Record<string, (response: ServerResponse) => void> = {
  '/bridge/page.html': (response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('set-cookie', 'session=secret')
    response.setHeader('content-encoding', 'gzip')
    response.end(zlib.gzipSync(bridgePage))
  },
  '/bridge/bridge.png': (response) => response.end(bridgePicture),
  '/pictures': (response) =>
    response.end(
      article(
        ['/bridge/bridge.png', '/gone.png', '/drawing.svg', '/big.png', 'http://10.0.0.1/x.png']
          .map(
            (url) => `<figure><img src="${url}" alt="${url}" width="640"></figure><p>${words}</p>`,
          )
          .join(''),
      ),
    ),
  '/drawing.svg': (response) => response.end('<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
  '/big.png': (response) => response.end(Buffer.alloc(100_000)),
  '/text': (response) => {
    response.setHeader('content-type', 'text/plain; charset=utf-8')
    response.end(`A quay\n\n3 Min Read\n\n${words}`)
  },
  '/windows-1252': (response) => {
    response.setHeader('content-type', 'text/html')
    response.end(iconv.encode(article('<p>“Café”, she said – “finally”.</p>'), 'windows-1252'))
  },
  '/octets': (response) => {
    response.setHeader('content-type', 'application/octet-stream')
    response.end(`<!doctype html>${article('')}`)
  },
  '/pdf': (response) => {
    response.setHeader('content-type', 'application/pdf')
    response.end('%PDF-1.7')
  },
  '/json': (response) => {
    response.setHeader('content-type', 'application/json')
    response.end('{"title": "A quay"}')
  },
  '/empty': (response) => response.end(),
  '/no-content': (response) => response.writeHead(204).end(),
  '/shell': (response) => response.end('<div id="root"></div><script src="/app.js"></script>'),
  '/large': (response) => response.end(`<!doctype html>${' '.repeat(60_000)}`),
  '/moved': (response) => response.writeHead(301, { location: '/bridge/page.html' }).end(),
}

const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  requested.push(request.url ?? '')
  const route = routes[request.url ?? '']
  if (route === undefined) response.writeHead(404).end('<h1>Not an article</h1>')
  else route(response)
})
const capture = createCapture({
  workerUrl: new URL('extract-worker.ts', import.meta.url),
  version: '0.0.0-test',
  limits: { htmlBytes: 50_000, pictureBytes: 50_000, totalTimeoutMs: 20_000 },
})
let port = 0
let origin = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  origin = `http://127.0.0.1:${port}`
})

afterAll(async () => {
  await capture.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function context(more: Partial<CaptureContext> = {}): CaptureContext {
  return {
    signal: new AbortController().signal,
    progress: () => undefined,
    isAllowedAddress: (host, allowed) => host === '127.0.0.1' && allowed === port,
    ...more,
  }
}

const address = (path: string) => capture.address(`${origin}${path}`, context())
const canonical = ({ document }: Captured) => textOf(parseDocument(document))

test('the corpus page becomes exactly its title and paragraphs, with its picture and its evidence', async () => {
  const captured = await address('/bridge/page.html')
  expect(canonical(captured)).toBe([expected.title, ...expected.paragraphs].join('\n\n'))
  for (const words of expected.mustNotContain) expect(canonical(captured)).not.toContain(words)

  const sha256 = sha256Of(bridgePicture)
  const file = `media-${sha256.slice(0, 32)}.png`
  const url = `${origin}/bridge/bridge.png`
  expect(captured.media).toEqual([
    {
      entry: { url, file, sha256, problem: null },
      bytes: bridgePicture,
      mediaType: 'image/png',
      size: { width: 48, height: 27 },
    },
  ])
  expect(JSON.stringify(captured.document)).toContain(file)
  expect(captured.raw).toMatchObject({ suffix: 'snapshot.wacz', mediaType: 'application/wacz' })
  const [answer] = await readWacz(captured.raw.bytes)
  expect(answer).toMatchObject({ type: 'response', url: `${origin}/bridge/page.html` })
  expect(zlib.gunzipSync(answer?.body ?? '')).toEqual(bridgePage)
})

test('what is left out of the corpus page is told with kind, reason and place', async () => {
  const { leftOut } = await address('/bridge/page.html')
  const told = leftOut.map(({ reason, text, afterBlock }) => [reason, text, afterBlock])
  expect(told).toEqual(
    expect.arrayContaining([
      ['reading time', '3 Min Read', 0],
      ['photo credit', 'Photo by MARTA ELLINGSEN/POOL/NORDBILD via Harbour Images', 1],
      ['advertisement marker', '- Advertisement -', 2],
      ['advertisement marker', '- Advertisement -', 7],
      ['comments', 'Leave a Comment', 10],
      ['pop-up', 'This will close in 20 seconds', 10],
    ]),
  )
})

test('provenance has the times, the way, the headers without cookies, and the hash of the wire bytes', async () => {
  const { provenance, raw, metadata, media } = await address('/moved')
  const page = (await readWacz(raw.bytes)).find(({ url }) => url.endsWith('/bridge/page.html'))
  const wire = page?.body ?? Buffer.alloc(0)
  expect(Provenance.parse(provenance)).toEqual(provenance)
  expect(Metadata.parse(metadata)).toEqual(metadata)
  for (const { entry } of media) expect(MediaEntry.parse(entry)).toEqual(entry)
  expect(provenance).toMatchObject({
    kind: 'fetched',
    requestedUrl: `${origin}/moved`,
    finalUrl: `${origin}/bridge/page.html`,
    redirects: [{ url: `${origin}/moved`, status: 301, location: `${origin}/bridge/page.html` }],
    status: 200,
    remoteAddress: '127.0.0.1',
    mediaType: 'text/html',
    charset: { name: 'utf-8', how: 'valid UTF-8' },
    wireBytes: wire.length,
    wireSha256: sha256Of(wire),
    tls: null,
    localOffsetMinutes: -new Date().getTimezoneOffset(),
    notKept: [],
    software: { pressmark: '0.0.0-test', readability: '0.6.0' },
  })
  const hash = sha256Of(Buffer.from('session=secret'))
  expect(provenance).toHaveProperty(
    'headers',
    expect.arrayContaining([['set-cookie', `sha256:${hash}`]]),
  )
  expect(JSON.stringify(provenance)).not.toContain('secret')
})

test('progress tells its steps in order, with the bytes and the pictures', async () => {
  const told: CaptureProgress[] = []
  await capture.address(
    `${origin}/bridge/page.html`,
    context({ progress: (step) => told.push(step) }),
  )
  expect([...new Set(told.map(({ step }) => step))].join(' ')).toBe(
    'fetching extracting pictures page',
  )
  expect(told.at(-1)).toMatchObject({ step: 'page', done: 1, total: 1 })
  expect(told.some(({ step, done }) => step === 'fetching' && done > 0)).toBe(true)
})

test('a picture that can’t be had is told in its entry, and the capture succeeds', async () => {
  const { media, document } = await address('/pictures')
  const problems = media.map(({ entry }) => [new URL(entry.url).pathname, entry.problem])
  expect(problems).toEqual([
    ['/bridge/bridge.png', null],
    ['/gone.png', expect.stringContaining('404') as string],
    ['/drawing.svg', expect.stringContaining('SVG') as string],
    ['/big.png', expect.stringContaining('larger') as string],
    ['/x.png', expect.stringContaining('own network') as string],
  ])
  expect(JSON.stringify(document).match(/"file":null/gu)).toHaveLength(4)
})

test('more pictures than an article may have are named, not fetched', async () => {
  const few = createCapture({
    workerUrl: new URL('extract-worker.ts', import.meta.url),
    version: '0',
    limits: { pictures: 1 },
  })
  const { media } = await few.address(`${origin}/pictures`, context())
  await few.close()
  expect(media[0]?.entry.problem).toBeNull()
  expect(media.slice(1).map(({ entry }) => entry.problem)).toEqual(
    Array.from({ length: 4 }, () => expect.stringContaining('at most') as string),
  )
})

test('a page of plain text is read by the rules of plain text', async () => {
  const captured = await address('/text')
  expect(canonical(captured)).toBe(`A quay\n\n${words}`)
  expect(captured.provenance).toMatchObject({ mediaType: 'text/plain' })
})

test('windows-1252 without a word about it keeps its quotation marks', async () => {
  const captured = await address('/windows-1252')
  expect(canonical(captured)).toContain('“Café”, she said – “finally”.')
  expect(captured.provenance).toMatchObject({ charset: { name: 'windows-1252' } })
})

test('a page that its server calls binary is read, with a warning', async () => {
  const { warnings, provenance } = await address('/octets')
  expect(warnings).toEqual([expect.stringContaining('application/octet-stream') as string])
  expect(provenance).toMatchObject({ mediaType: 'text/html' })
})

test.each([
  ['/pdf', 'unsupported-type', 'a PDF'],
  ['/json', 'unsupported-type', 'JSON'],
  ['/empty', 'empty-page', 'empty'],
  ['/no-content', 'empty-page', 'empty'],
  ['/shell', 'script-only-page', 'scripts'],
  ['/large', 'too-big', '49 KB'],
  ['/nowhere', 'http-status', '404'],
])('%s fails as %s in a sentence with “%s”', async (path, code, message) => {
  await expect(address(path)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message) as string,
  })
})

test.each([
  ['not an address', 'not-an-address'],
  ['ftp://ledger.example/a', 'unsupported-scheme'],
  ['file:///etc/hostname', 'unsupported-scheme'],
  ['javascript:alert(1)', 'unsupported-scheme'],
  ['http://10.0.0.1/', 'blocked-address'],
  ['http://localhost:1/', 'blocked-address'],
  ['http://169.254.169.254/latest/meta-data', 'blocked-address'],
])('%s is refused as %s', async (url, code) => {
  await expect(capture.address(url, context())).rejects.toMatchObject({ code })
})

test('a cancelled capture ends as cancelled, whatever it was doing', async () => {
  for (const step of ['fetching', 'extracting', 'pictures'] as const) {
    const stop = new AbortController()
    const progress = (told: CaptureProgress) => {
      if (told.step === step) stop.abort()
    }
    const capturing = capture.address(
      `${origin}/bridge/page.html`,
      context({ signal: stop.signal, progress }),
    )
    await expect(capturing).rejects.toMatchObject({ code: 'cancelled' })
  }
})

test('an .html file is read like a page; its pictures are named and not fetched', async () => {
  const before = requested.length
  const picture = `data:image/png;base64,${bridgePicture.toString('base64')}`
  const bytes = Buffer.from(
    article(
      `<figure><img src="${picture}" width="48"></figure><p>${words}</p><figure><img src="${origin}/bridge/bridge.png" width="48"></figure>`,
    ),
  )
  const captured = await capture.file({ name: 'C:\\saved\\A quay.HTML', bytes }, context())
  expect(captured.key).toBe(`sha256:${sha256Of(bytes)}`)
  expect(captured.provenance).toMatchObject({
    kind: 'imported',
    fileName: 'A quay.HTML',
    claimedUrl: null,
    sha256: sha256Of(bytes),
  })
  expect(captured.raw).toMatchObject({ suffix: 'original.html', mediaType: 'text/html' })
  expect(
    captured.media.map(({ entry }) => [entry.url.slice(0, 14), entry.file !== null, entry.problem]),
  ).toEqual([
    ['data:image/png', true, null],
    ['http://127.0.0', false, expect.stringContaining('imported') as string],
  ])
  expect(JSON.stringify(captured.document)).not.toContain('data:')
  expect(requested).toHaveLength(before)
})

test('a file has an address only where the researcher gives one', async () => {
  const bytes = Buffer.from(
    article('').replace(
      '<title>',
      '<link rel="canonical" href="https://ledger.example/quay"><title>',
    ),
  )
  const alone = await capture.file({ name: 'quay.html', bytes }, context())
  expect(alone.key).toMatch(/^sha256:/u)
  expect(alone.metadata.canonical.value).toBe('https://ledger.example/quay')
  const given = await capture.file(
    { name: 'quay.html', bytes, url: 'ledger.example/quay?utm_medium=x' },
    context(),
  )
  expect(given.key).toBe('https://ledger.example/quay')
})

test('a .txt file is title, paragraphs and what is left out', async () => {
  const bytes = iconv.encode(`“A quay”\r\n\r\n- Advertisement -\r\n\r\n${words}`, 'windows-1252')
  const captured = await capture.file({ name: 'quay.txt', bytes }, context())
  expect(canonical(captured)).toBe(`“A quay”\n\n${words}`)
  expect(captured.leftOut).toHaveLength(1)
  expect(captured.raw.suffix).toBe('original.txt')
})

test.each([
  ['quay.pdf', '%PDF-1.7', 'unreadable-file', 'a PDF'],
  ['quay.docx', 'PK\x03\x04', 'unreadable-file', 'word processor'],
  ['quay.txt', 'a\0\0\0b\0\0\0\0\0c', 'unreadable-file', 'binary'],
  ['quay.html', '', 'empty-page', 'empty'],
  ['quay.txt', '\n\n', 'empty-page', 'empty'],
  ['quay.html', `<html>${' '.repeat(60_000)}`, 'too-big', 'larger'],
])('the file %s (%#) is refused as %s', async (name, body, code, message) => {
  const bytes = Buffer.from(body, 'latin1')
  await expect(capture.file({ name, bytes }, context())).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message) as string,
  })
})

test('pasted text carries what the researcher says of it, before what it says itself', async () => {
  const captured = await capture.text(
    {
      text: `A quay\n\nBy Jo Ray, 9 March 2026\n\n${words}`,
      outlet: 'The Harbour Ledger',
      authors: ['Ilse Brandt', ' '],
      published: '2026-03-10',
      url: 'https://www.ledger.example/quay',
    },
    context(),
  )
  expect(captured.key).toBe('https://www.ledger.example/quay')
  expect(Metadata.parse(captured.metadata)).toMatchObject({
    authors: {
      value: ['Ilse Brandt'],
      source: 'researcher',
      alternatives: [{ value: ['Jo Ray'], source: 'byline' }],
    },
    outlet: {
      value: 'The Harbour Ledger',
      alternatives: [{ value: 'ledger.example', source: 'domain' }],
    },
    published: {
      value: { raw: '2026-03-10', day: '2026-03-10', instant: null },
      source: 'researcher',
    },
  })
  expect(Provenance.parse(captured.provenance)).toMatchObject({
    kind: 'pasted',
    claimedUrl: 'https://www.ledger.example/quay',
  })
})

test('pasted text alone is known by its bytes, and nothing of it is guessed', async () => {
  const text = `A quay\n\n${words}`
  const { key, metadata, raw } = await capture.text({ text }, context())
  expect(key).toBe(`sha256:${sha256Of(raw.bytes)}`)
  expect(Buffer.from(raw.bytes).toString('utf8')).toBe(text)
  const { authors, outlet, published } = metadata
  expect([authors, outlet, published]).toMatchObject(Array(3).fill({ value: null }))
})

test('empty text is refused', async () => {
  const refused = capture.text({ text: ' \n' }, context())
  await expect(refused).rejects.toMatchObject({ code: 'empty-page' })
})
