import { afterAll, expect, test } from 'vitest'
import { createExtraction, type ExtractionTask } from './extraction.ts'
import { defaultLimits } from './limits.ts'

const workerUrl = new URL('extract-worker.ts', import.meta.url)
const extraction = createExtraction({ workerUrl, limits: defaultLimits })
const hasty = createExtraction({ workerUrl, limits: { ...defaultLimits, extractionMs: 1 } })
const signal = () => new AbortController().signal
const now = '2026-06-01T12:00:00.000Z'
const text: ExtractionTask = { kind: 'text', text: 'A title\n\nOne line.', now }
const page = (html: string): ExtractionTask => ({ kind: 'page', html, url: null, now })

afterAll(async () => {
  await extraction.close()
  await hasty.close()
})

test('tasks asked for at once are answered each with its own', async () => {
  const titles = ['First', 'Second', 'Third']
  const answers = await Promise.all(
    titles.map((title) =>
      extraction.run({ kind: 'text', text: `${title}\n\nBody.`, now }, signal()),
    ),
  )
  expect(answers.map(({ metadata }) => metadata.title.value)).toEqual(titles)
})

test('a page without an article is told by its code, and the worker lives on', async () => {
  await expect(extraction.run(page(' '), signal())).rejects.toMatchObject({ code: 'empty-page' })
  expect((await extraction.run(text, signal())).metadata.title.value).toBe('A title')
})

test.each([
  ['100,000 nested elements', '<div>'.repeat(100_000)],
  ['100,000 nested tables', '<table><tr><td>'.repeat(33_000)],
  ['100,000 nested formats', '<b><i>'.repeat(50_000)],
])('%s end in a sentence, and the next page is read', async (_name, html) => {
  await expect(extraction.run(page(html), signal())).rejects.toMatchObject({ code: 'too-complex' })
  expect((await extraction.run(text, signal())).metadata.title.value).toBe('A title')
})

test('a task that takes too long is stopped as too complex, and the next one gets a new worker', async () => {
  const long = page(`<p>${'Words and words. '.repeat(200_000)}</p>`)
  await expect(hasty.run(long, signal())).rejects.toMatchObject({ code: 'too-complex' })
  await expect(hasty.run(long, signal())).rejects.toMatchObject({ code: 'too-complex' })
})

test('a page that would take all memory is too complex', async () => {
  const small = createExtraction({
    workerUrl,
    limits: { ...defaultLimits, extractionMemoryMb: 48 },
  })
  const html = `<p>${'<i>x</i>'.repeat(300_000)}</p>`
  await expect(small.run(page(html), signal())).rejects.toMatchObject({ code: 'too-complex' })
  expect((await small.run(text, signal())).metadata.title.value).toBe('A title')
  await small.close()
})

test('cancelling works at once, for the task that runs and for one that waits', async () => {
  const running = new AbortController()
  const waiting = new AbortController()
  const first = extraction.run(
    page(`<p>${'Words and words. '.repeat(300_000)}</p>`),
    running.signal,
  )
  const second = extraction.run(text, waiting.signal)
  waiting.abort()
  await expect(second).rejects.toMatchObject({ code: 'cancelled' })
  running.abort()
  await expect(first).rejects.toMatchObject({ code: 'cancelled' })
  expect((await extraction.run(text, signal())).metadata.title.value).toBe('A title')
})

test('a worker file that is not there is a bug, not a page that is too complex', async () => {
  const broken = createExtraction({
    workerUrl: new URL('no-such-worker.ts', import.meta.url),
    limits: defaultLimits,
  })
  await expect(broken.run(text, signal())).rejects.not.toHaveProperty('facts')
})
