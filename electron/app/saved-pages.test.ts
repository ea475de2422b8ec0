import { afterEach, beforeEach, expect, test } from 'vitest'
import { startRealApplication } from '../../tests/contract/real-application.ts'
import { callIn } from '../../shared/api/call-in.ts'

type Real = Awaited<ReturnType<typeof startRealApplication>>

let real: Real
beforeEach(async () => {
  real = await startRealApplication()
})
afterEach(() => real.close())

const words =
  'The harbour council put off its vote on the quay after three hours of argument, and its members went home without a word to the press that waited.'
const page = (start = '') =>
  Buffer.from(
    `${start}<html lang="en"><title>A quay</title><article><h1>A quay</h1><p>${words}</p><p>${words}</p></article></html>`,
  )
const add = (input: Parameters<typeof callIn<'captures.add'>>[2]) =>
  callIn(real.application, 'captures.add', input)
const failures = async () =>
  (await callIn(real.application, 'attempts.list', {})).attempts.map(({ input }) => input)

test('the saved page of an address that was refused settles its failure', async () => {
  const [url, other] = [real.site.url('status/403'), real.site.url('status/404')]
  for (const refused of [url, other]) {
    await expect(add({ kind: 'address', url: refused, allowPrivate: true })).rejects.toThrow(
      'Nothing was captured',
    )
  }
  const file = { kind: 'file' as const, name: 'quay.html', url }
  await expect(add({ ...file, bytes: Buffer.from('%PDF-1.7') })).rejects.toThrow('a PDF')
  expect(await failures()).toEqual([other, url])
  const { articleId } = await add({ ...file, bytes: page() })
  expect(await failures()).toEqual([other])
  const opened = await callIn(real.application, 'articles.open', { id: articleId })
  expect(opened.row.key).toBe(url)
})

test('the list tells what a file says of itself, only where nobody else says it', async () => {
  const url = 'https://harbourpost.example/flood'
  const bytes = page(`<!-- saved from url=(0033)${url} -->\n`)
  await add({ kind: 'file', name: 'quay.html', bytes })
  await add({ kind: 'file', name: 'quay.html', bytes, url: 'https://harbourpost.example/said' })
  const { articles } = await callIn(real.application, 'articles.list', {})
  expect(articles.map(({ row, fileClaims }) => [row.key.slice(0, 7), fileClaims])).toEqual([
    ['https:/', null],
    ['sha256:', { url, savedAt: null, by: 'browser' }],
  ])
})

test('a page that was added without its folder gets its pictures when both are added', async () => {
  const picture = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(60, 1)])
  const bytes = Buffer.from(
    `<html lang="en"><title>A quay</title><article><h1>A quay</h1><p>${words}</p><figure><img src="quay_files/pier.gif" width="300"></figure><p>${words}</p></article></html>`,
  )
  const alone = { kind: 'file' as const, name: 'quay.html', bytes }
  const together = { ...alone, files: [{ name: 'quay_files/pier.gif', bytes: picture }] }
  expect((await add(alone)).warnings).toEqual([
    'Its pictures lie in the folder “quay_files”, which did not come along: add the page together with that folder.',
  ])
  expect(await add(alone)).toMatchObject({ outcome: 'unchanged', version: 1 })
  const { articleId, ...outcome } = await add(together)
  expect(outcome).toMatchObject({ outcome: 'new-version', version: 2, warnings: [] })
  const { version } = await callIn(real.application, 'articles.open', { id: articleId })
  expect(version.media).toMatchObject([{ url: 'quay_files/pier.gif', problem: null }])
  expect(await add(together)).toMatchObject({ outcome: 'unchanged', version: 2 })
  expect(await add(alone)).toMatchObject({ outcome: 'unchanged', version: 2 })
})
