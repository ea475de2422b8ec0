import { gunzipSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { checkWacz } from './check-wacz.ts'
import type { WireRecord } from './wire-record.ts'
import { waczPaths, writeWacz } from './write-wacz.ts'

const page = {
  url: 'https://example.org/story',
  title: 'Three warnings went unanswered',
  at: '2026-11-25T10:00:00.123Z',
  software: 'pressmark/0.1.0',
}

function wire(path: string, body: string, more: Partial<WireRecord> = {}): WireRecord {
  return {
    url: `https://example.org/${path}`,
    at: '2026-11-25T10:00:00.123Z',
    requestHead: `GET /${path} HTTP/1.1\r\nhost: example.org\r\n`,
    status: 200,
    reason: 'OK',
    headers: [
      ['Content-Type', 'text/html; charset=utf-8'],
      ['X-Name', 'Zo\u00eb'],
    ],
    body: Buffer.from(body),
    truncated: null,
    remoteAddress: '192.0.2.1',
    ...more,
  }
}

const sample = [
  wire('old', '', { status: 301, reason: 'Moved Permanently', headers: [['Location', '/story']] }),
  wire('story', '<p>Hello', {
    headers: [
      ['Content-Type', 'text/html'],
      ['Transfer-Encoding', 'chunked'],
    ],
  }),
  wire('a.png', 'picture'),
  wire('b.png', 'picture'),
]

test('a snapshot that was just written has no fault, and holds request and answer of each record', async () => {
  const bytes = await writeWacz(sample, page)
  expect(await checkWacz(bytes)).toEqual({ records: 9, faults: [] })
  const files = unzipSync(bytes)
  expect(Object.keys(files)).toEqual(Object.values(waczPaths))
})

test('a body that was there before is a revisit of the first one', async () => {
  const files = unzipSync(await writeWacz(sample, page))
  const lines = Buffer.from(files[waczPaths.index] ?? [])
    .toString()
    .trim()
    .split('\n')
  expect(lines).toHaveLength(4)
  expect(lines.filter((line) => line.includes('warc/revisit'))).toEqual([
    expect.stringContaining('https://example.org/b.png'),
  ])
})

test('bytes of headers stay as they came, but for the name of an undone transfer encoding', async () => {
  const files = unzipSync(await writeWacz(sample, page))
  const text = gunzipSync(files[waczPaths.archive] ?? new Uint8Array()).toString('latin1')
  expect(text).toContain('X-Name: Zo\u00eb\r\n')
  expect(text).toContain('X-Archive-Orig-Transfer-Encoding: chunked\r\n')
  expect(text).not.toMatch(/\r\nTransfer-Encoding/u)
  expect(text).toContain('GET /story HTTP/1.1\r\nhost: example.org\r\n\r\n')
})

test('every flipped bit of the parts is found', async () => {
  const bytes = await writeWacz(sample, page)
  const faultless: number[] = []
  for (const part of Object.values(unzipSync(bytes))) {
    const start = Buffer.from(bytes).indexOf(part)
    expect(start).toBeGreaterThan(0)
    for (let at = 0; at < part.length; at += 3) {
      const altered = Uint8Array.from(bytes)
      altered[start + at] = (altered[start + at] ?? 0) ^ (1 << (at % 8))
      const { faults } = await checkWacz(altered)
      if (faults.length === 0) faultless.push(start + at)
    }
  }
  expect(faultless).toEqual([])
})

test('what is no ZIP at all is a fault, not an error', async () => {
  const { faults } = await checkWacz(Buffer.from('not a ZIP'))
  expect(faults).toHaveLength(1)
})
