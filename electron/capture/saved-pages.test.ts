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
})

test('the researcher’s address comes first, and the file’s claim stands beside it', async () => {
  const bytes = Buffer.from(savedFrom + page())
  const said = 'https://harbourpost.example/flood'
  const captured = await capture.file({ name: 'A quay.html', bytes, url: said }, context)
  expect(captured.key).toBe(said)
  expect(captured.provenance).toMatchObject({ claimedUrl: said, fileClaims: { url } })
})

test('a page that claims nothing has no claims in its record, as ever', async () => {
  const { provenance } = await capture.file({ name: 'q.html', bytes: Buffer.from(page()) }, context)
  expect(provenance).not.toHaveProperty('fileClaims')
  expect(Provenance.parse(provenance)).toEqual(provenance)
})
