import { writeFile } from 'node:fs/promises'
import { createExtraction, type Extraction } from '../../electron/capture/extraction.ts'
import { defaultLimits } from '../../electron/capture/limits.ts'
import type { Bench, BenchRequest } from '../bench.ts'
import { compared, timed, type Measurement } from '../measurement.ts'
import { UsageError } from '../parse-arguments.ts'
import { pagesOf, type SetPage } from './pages.ts'
import { nothing, predictionOf, type Prediction } from './prediction.ts'

const goal = 3

/**
 * Takes the pages of `--in` apart as a capture does and writes what it makes of each to `--out`. The
 * time of a page is set against bare Readability on linkedom, page by page, each in its worker.
 */
export const extractionBench: Bench = {
  about: 'the pages of a set taken apart: a body, title, authors and date for each, and the time',
  keeps: 'what was made of each page',
  async run(request) {
    if (request.input === null) throw new UsageError('extraction needs --in, a folder of pages.')
    const pages = await readSet(request.input)
    const own = inWorker(new URL('../../electron/capture/extract-worker.ts', import.meta.url))
    const bare = inWorker(new URL('bare-worker.ts', import.meta.url))
    try {
      return await measure(pages, { own, bare }, request)
    } finally {
      await Promise.all([own.close(), bare.close()])
    }
  },
}

async function measure(
  pages: readonly SetPage[],
  { own, bare }: { own: Extraction; bare: Extraction },
  { output, withTitle, note }: BenchRequest,
): Promise<Measurement[]> {
  const predictions: Record<string, Prediction> = {}
  const times = { own: [] as number[], bare: [] as number[] }
  await warmUp([own, bare])
  for (const page of pages) {
    const html = await page.html().catch((error: unknown) => told(page, error, note))
    if (html === null) {
      predictions[page.id] = { ...nothing, ms: 0 }
      continue
    }
    const task = { kind: 'page' as const, html, url: page.url, now: new Date().toISOString() }
    const { signal } = new AbortController()
    await timed(times.bare, () => bare.run(task, signal).catch(() => null))
    const extracted = await timed(times.own, () =>
      own.run(task, signal).catch((error: unknown) => told(page, error, note)),
    )
    const found = extracted === null ? nothing : predictionOf(extracted, withTitle)
    predictions[page.id] = { ...found, ms: round(times.own.at(-1) ?? 0) }
  }
  if (output !== null) await writeFile(output, `${JSON.stringify(predictions)}\n`)
  return times.own.length === 0 ? [] : [timeOf(times.own, times.bare)]
}

/** A page is rarely read by itself: the ratio is of means, so that heavy pages count as they weigh. */
function timeOf(own: readonly number[], bare: readonly number[]): Measurement {
  const subject = {
    id: 'page',
    what: 'a page taken apart (ratio of means)',
    against: 'Readability on linkedom',
  }
  return { ...compared({ ...subject, goal }, own, bare), ratio: mean(own) / mean(bare) }
}

/** The first page of a worker pays for loading its modules; no later one does. */
async function warmUp(extractions: readonly Extraction[]): Promise<void> {
  const prose = 'The council met on Monday and put its vote off until the spring. '.repeat(12)
  const html = `<title>A vote</title><article><h1>A vote</h1><p>${prose}</p></article>`
  const task = { kind: 'page' as const, html, url: null, now: new Date().toISOString() }
  for (const extraction of extractions) await extraction.run(task, new AbortController().signal)
}

function inWorker(workerUrl: URL): Extraction {
  return createExtraction({ workerUrl, limits: defaultLimits })
}

async function readSet(folder: string): Promise<SetPage[]> {
  try {
    return await pagesOf(folder)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${folder} holds no set of pages (${why}).`, { cause: error })
  }
}

function told(page: SetPage, error: unknown, note: BenchRequest['note']): null {
  note(`${page.id}: nothing (${error instanceof Error ? error.message : String(error)})`)
  return null
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10
}
