import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Metadata } from '../../shared/domain/metadata.ts'
import { createCapture, type CaptureContext } from './capture.ts'

const words =
  'The harbour council put off its vote on the quay after three hours of argument, and its members went home without a word to the press that waited.'
const page = `<!doctype html><title>A quay | The Ledger</title><article><h1>A quay</h1><p>${words}</p><p>${words} Again.</p></article>`

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html')
  response.end(page)
})
const capture = createCapture({
  workerUrl: new URL('extract-worker.ts', import.meta.url),
  version: '0.0.0-test',
})
const context: CaptureContext = {
  signal: new AbortController().signal,
  progress: () => undefined,
  isAllowedAddress: () => true,
}
let url = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/quay`
})
afterAll(async () => {
  await capture.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

test('a page and a file carry what the researcher says of them, before what they say', async () => {
  const said = {
    outlet: ' The Harbour Ledger ',
    authors: ['Ilse Brandt', ' '],
    published: '2026-03-10',
  }
  const fetched = await capture.address(url, context, said)
  const file = await capture.file({ name: 'quay.html', bytes: Buffer.from(page), ...said }, context)
  for (const { metadata } of [fetched, file]) {
    expect(Metadata.parse(metadata)).toMatchObject({
      authors: { value: ['Ilse Brandt'], source: 'researcher' },
      outlet: {
        value: 'The Harbour Ledger',
        source: 'researcher',
        alternatives: [{ value: 'The Ledger', source: 'title' }],
      },
      published: { value: { day: '2026-03-10' }, source: 'researcher' },
    })
  }
})

test('a page of which nothing is said keeps what it says', async () => {
  const { metadata } = await capture.address(url, context)
  expect(metadata.outlet).toEqual({ value: 'The Ledger', source: 'title', alternatives: [] })
})

test('a text file is of the outlet whose address the researcher gives, marked as its domain', async () => {
  const input = { name: 'quay.txt', bytes: Buffer.from(`A quay\n\n${words}`) }
  const given = await capture.file({ ...input, url: 'https://www.ledger.example/q' }, context)
  expect(given.metadata.outlet).toEqual({
    value: 'ledger.example',
    source: 'domain',
    alternatives: [],
  })
  expect((await capture.file(input, context)).metadata.outlet.value).toBeNull()
})
