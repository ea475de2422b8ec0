import { afterAll, expect, test } from 'vitest'
import { Provenance } from '../../shared/domain/provenance.ts'
import { sha256Of } from '../system/hash.ts'
import { createCapture, type CaptureContext } from './capture.ts'

const capture = createCapture({
  workerUrl: new URL('extract-worker.ts', import.meta.url),
  version: '0.1.0',
})
const context: CaptureContext = {
  signal: new AbortController().signal,
  progress: () => undefined,
  isAllowedAddress: () => false,
}
afterAll(() => capture.close())

const words =
  'The harbour council put off its vote on the quay after three hours of argument, and its members went home without a word to the press that waited.'
const url = 'https://www.harbourpost.example/flood?page=1'
const page = (inner = '', head = '') =>
  `<html lang="en"><head>${head}<title>A quay</title></head><body><article><h1>A quay</h1><p>${words}</p>${inner}<p>${words} <a href="/more">Again</a>.</p></article></body></html>`
const savedFrom = `<!DOCTYPE html>\n<!-- saved from url=(0044)${url} -->\n`

test('a page that a browser saved claims its address; its key stays that of its bytes', async () => {
  const bytes = Buffer.from(savedFrom + page())
  const captured = await capture.file({ name: 'A quay.html', bytes }, context)
  expect(captured.key).toBe(`sha256:${sha256Of(bytes)}`)
  expect(Provenance.parse(captured.provenance)).toMatchObject({
    claimedUrl: url,
    fileClaims: { url, savedAt: null, by: 'browser' },
  })
  expect(JSON.stringify(captured.document)).toContain('https://www.harbourpost.example/more')
  const copy = Buffer.from(captured.page ?? []).toString('utf8')
  expect(copy).toContain(`<meta name="pressmark:claimed-source" content="${url}">`)
  // Nobody knows that this is the outlet.
  expect(captured.metadata.outlet.value).toBeNull()
})

test('the researcher’s address comes first, and the file’s claim stands beside it', async () => {
  const bytes = Buffer.from(savedFrom + page())
  const said = 'https://harbourpost.example/flood'
  const captured = await capture.file({ name: 'A quay.html', bytes, url: said }, context)
  expect(captured.key).toBe(said)
  expect(captured.provenance).toMatchObject({ claimedUrl: said, fileClaims: { url } })
  expect(captured.metadata.outlet.value).toBe('harbourpost.example')
})

test('a page that claims nothing has no claims in its record, as ever', async () => {
  const { provenance } = await capture.file({ name: 'q.html', bytes: Buffer.from(page()) }, context)
  expect(provenance).not.toHaveProperty('fileClaims')
  expect(Provenance.parse(provenance)).toEqual(provenance)
})

/** A picture by its first bytes, each of its own kind. */
const picture = (seed: number) => Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(60, seed)])
const partOf = (seed: number, ...fields: string[]) =>
  [
    '--b1',
    'Content-Type: image/gif',
    'Content-Transfer-Encoding: base64',
    ...fields,
    '',
    picture(seed).toString('base64'),
    '',
  ].join('\r\n')

test('an MHTML file is its page, with the pictures that it holds and none from the web', async () => {
  const site = 'https://www.harbourpost.example'
  const inner = [
    `<img src="${site}/pier.gif" srcset="${site}/pier-2x.gif 1600w" width="300">`,
    '<img src="cid:crane@mhtml" width="300">',
    '<img src="gull.gif" width="300">',
    '<img src="https://elsewhere.example/gone.gif" width="300">',
  ].map((image) => `<figure>${image}</figure><p>${words}</p>`)
  const html = page(inner.join(''), '<meta charset="utf-8">').replaceAll('=', '=3D')
  const bytes = Buffer.from(
    [
      `Snapshot-Content-Location: ${url}`,
      'Date: Mon, 9 Mar 2026 13:03:22 -0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/html',
      'Content-Transfer-Encoding: quoted-printable',
      `Content-Location: ${url}`,
      '',
      html.replaceAll(/(.{60}[^=]{3})/gu, '$1=\r\n'),
      partOf(1, `Content-Location: ${site}/pier.gif`),
      partOf(2, 'Content-ID: <crane@mhtml>'),
      partOf(3, `Content-Location: ${site}/gull.gif`),
      '--b1--',
      '',
    ].join('\r\n'),
  )
  const captured = await capture.file({ name: 'A quay.mhtml', bytes }, context)
  expect(captured.key).toBe(`sha256:${sha256Of(bytes)}`)
  expect(captured.raw).toEqual({ suffix: 'original.mhtml', mediaType: 'multipart/related', bytes })
  expect(Provenance.parse(captured.provenance)).toMatchObject({
    mediaType: 'multipart/related',
    claimedUrl: url,
    fileClaims: { url, savedAt: '2026-03-09T13:03:22.000Z', by: 'mhtml' },
  })
  expect(captured.metadata.title.value).toBe('A quay')
  expect(captured.media.map(({ entry, bytes: kept }) => [entry.url, kept, entry.problem])).toEqual([
    [`${site}/pier.gif`, Uint8Array.from(picture(1)), null],
    ['cid:crane@mhtml', Uint8Array.from(picture(2)), null],
    [`${site}/gull.gif`, Uint8Array.from(picture(3)), null],
    ['https://elsewhere.example/gone.gif', null, expect.stringContaining('does not hold it')],
  ])
  expect(captured.warnings).toEqual([])
  const copy = Buffer.from(captured.page ?? '').toString()
  for (const seed of [1, 2, 3]) expect(copy).toContain(picture(seed).toString('base64'))
  expect(copy).not.toMatch(/src="(?!data:)/u)
})

test('a damaged MHTML file is told in a sentence, and nothing is made of it', async () => {
  const bytes = Buffer.from(
    'MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b--',
  )
  await expect(capture.file({ name: 'quay.mht', bytes }, context)).rejects.toMatchObject({
    code: 'unreadable-file',
  })
})

test('pictures that a browser saved beside the page are taken from what came along', async () => {
  const inner = [
    '<img src="./A%20quay_files/pier%20(1).gif" width="300">',
    '<img src="A quay_files/large.gif" width="300">',
    '<img src="A quay_files/../../secret.gif" width="300">',
    '<img src="A quay_files/gone.gif" width="300">',
  ].map((image) => `<figure>${image}</figure><p>${words}</p>`)
  const bytes = Buffer.from(savedFrom + page(inner.join('')))
  const files = [
    { name: 'A quay_files/pier (1).gif', bytes: picture(1) },
    { name: 'A quay_files/large.gif', bytes: null },
  ]
  const together = await capture.file({ name: 'A quay.html', bytes, files }, context)
  expect(
    together.media.map(({ entry }) => [entry.url, entry.file !== null, entry.problem]),
  ).toEqual([
    ['A quay_files/pier (1).gif', true, null],
    ['A quay_files/large.gif', false, expect.stringContaining('larger than 10 MB')],
    ['https://www.harbourpost.example/secret.gif', false, expect.stringContaining('imported')],
    ['A quay_files/gone.gif', false, expect.stringContaining('was not saved with it')],
  ])
  expect(together.warnings).toEqual([])
  const alone = await capture.file({ name: 'A quay.html', bytes }, context)
  expect(alone.media.filter(({ bytes: kept }) => kept !== null)).toEqual([])
  expect(alone.media[0]?.entry.problem).toContain('the folder “A quay_files”, which did not come')
  expect(alone.warnings).toEqual([expect.stringContaining('together with that folder')])
})

test.each([
  ['quay.webarchive', 'bplist00\0\0\0', 'Safari'],
  ['quay.maff', 'PK\x03\x04', 'unpack it'],
  ['quay.pdf', '%PDF-1.7', 'a PDF'],
  ['quay.docx', 'PK\x03\x04', 'word processor'],
])('%s is refused by its name, with what to do', async (name, body, advice) => {
  const bytes = Buffer.from(body, 'latin1')
  await expect(capture.file({ name, bytes }, context)).rejects.toMatchObject({
    code: 'unreadable-file',
    message: expect.stringContaining(advice) as string,
  })
})
