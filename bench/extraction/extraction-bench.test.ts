import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { UsageError } from '../parse-arguments.ts'
import { extractionBench } from './extraction-bench.ts'
import type { Prediction } from './prediction.ts'

let folder = ''
let notes: string[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressmark-bench-test-'))
  notes = []
  await mkdir(join(folder, 'html'))
})
afterEach(() => rm(folder, { recursive: true }))

const prose =
  'The harbour council put off its vote on the quay after three hours of argument, and its members went home without a word to the press that had waited outside.'
const page = `<html lang="en"><head><title>A quay | The Ledger</title><meta name="author" content="Mira Volkova">
  <meta property="article:published_time" content="2026-03-01T23:30:00+02:00"></head><body><article>
  <h1>A quay</h1><p>${prose}</p><h2>The vote</h2><p>${prose}</p></article></body></html>`

async function give(pages: Record<string, string | Buffer>): Promise<void> {
  const truth = Object.fromEntries(
    Object.keys(pages).map((id) => [id, { url: `https://ledger.example/${id}` }]),
  )
  await writeFile(join(folder, 'ground-truth.json'), JSON.stringify(truth))
  for (const [id, html] of Object.entries(pages)) {
    const bytes = typeof html === 'string' ? gzipSync(html) : html
    await writeFile(join(folder, 'html', `${id}.html.gz`), bytes)
  }
}

async function run(withTitle = false) {
  const output = join(folder, 'predictions.json')
  const note = (text: string) => void notes.push(text)
  const found = await extractionBench.run({ input: folder, output, withTitle, note })
  const predictions: Record<string, Prediction> = JSON.parse(await readFile(output, 'utf8'))
  return { found, predictions }
}

test('each page becomes a body, a title, authors and the day where it was published', async () => {
  await give({ quay: page })
  const { found, predictions } = await run()
  expect(predictions['quay']).toEqual({
    articleBody: `${prose}\nThe vote\n${prose}`,
    title: 'A quay',
    authors: ['Mira Volkova'],
    date: '2026-03-01',
    ms: expect.any(Number),
  })
  expect(found).toMatchObject([{ id: 'page', goal: 3, own: { rounds: 1 } }])
})

test('with --with-title the body begins with the title', async () => {
  await give({ quay: page })
  const { predictions } = await run(true)
  expect(predictions['quay']?.articleBody).toBe(`A quay\n${prose}\nThe vote\n${prose}`)
})

test('a page that cannot be read is empty and told, and the others go on', async () => {
  const deep = `${'<div>'.repeat(2_000)}${prose}`
  await give({ torn: Buffer.from('no gzip'), deep, empty: ' ', quay: page })
  const { predictions } = await run()
  const bodies = Object.entries(predictions).map(([id, { articleBody }]) => [
    id,
    articleBody !== '',
  ])
  expect(bodies).toEqual([
    ['torn', false],
    ['deep', false],
    ['empty', false],
    ['quay', true],
  ])
  expect(notes).toHaveLength(3)
})

test('a folder that is no set of pages is told before anything is written', async () => {
  await expect(run()).rejects.toThrow(UsageError)
})
