import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Bench } from './bench.ts'
import { libraryBench } from './library/library-bench.ts'
import { thisMachine } from './machine.ts'
import { compared, reported, type Measurement } from './measurement.ts'
import { runBench } from './run-bench.ts'

let folder = ''
let out = ''
let errors = ''
let load = 0

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressmark-bench-test-'))
  out = ''
  errors = ''
  load = 0
})
afterEach(() => rm(folder, { recursive: true }))

const baselineFile = () => join(folder, 'baseline.json')

function runWith(found: readonly Measurement[], args: readonly string[]) {
  const bench: Bench = { about: 'a bench of a test', run: async () => [...found] }
  return runAny(
    new Map([
      ['quick', bench],
      ['other', bench],
    ]),
    args,
  )
}

function runAny(benches: ReadonlyMap<string, Bench>, args: readonly string[]) {
  return runBench(args, benches, {
    writeOut: (text) => (out += text),
    writeError: (text) => (errors += text),
    machine: { ...thisMachine(), cores: 2, load },
    baselineFile: baselineFile(),
  })
}

/** A write that takes `ownMs` beside a bare one of 2 ms. */
const write = (ownMs: number): Measurement =>
  compared({ id: 'write', what: 'a write', against: 'a bare write', goal: 2 }, [ownMs], [2])

test('a bench prints its table and then its JSON, with the machine', async () => {
  const memory = reported({ id: 'memory', what: 'the memory', unit: 'MB' }, [31, 30, 99])
  expect(await runWith([write(3), memory], ['quick'])).toBe(0)
  expect(out).toMatch(/a write +1 +3\.00 ms +3\.00 ms +2\.00 ms +2\.00 ms +1\.50 +at most 2: met/u)
  expect(out).toMatch(/the memory +3 +31\.00 MB +99\.00 MB$/mu)
  expect(out).toContain('a write: against a bare write')
  const json = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '')
  expect(json.machine).toMatchObject({
    cpu: expect.stringMatching(/./u),
    cores: expect.any(Number),
    os: expect.stringMatching(/./u),
    node: process.versions.node,
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/u),
  })
  expect(json.measurements[0]).toMatchObject({ id: 'write', ratio: 1.5, goal: 2 })
  expect(json.measurements[1]).toMatchObject({ own: { p50: 31, p95: 99, rounds: 3 }, ratio: null })
})

test('--out and --json keep the table and the JSON in files', async () => {
  const files = { out: join(folder, 'table.txt'), json: join(folder, 'found.json') }
  expect(await runWith([write(3)], ['quick', '--out', files.out, '--json', files.json])).toBe(0)
  expect(await readFile(files.out, 'utf8')).toBe(out)
  expect(out).not.toContain('{')
  expect(JSON.parse(await readFile(files.json, 'utf8'))).toMatchObject({ bench: 'quick' })
})

test('a machine that is busy with other things is said to be', async () => {
  await runWith([write(3)], ['quick'])
  expect(out).not.toContain('Busy')
  load = 1.2
  await runWith([write(3)], ['quick'])
  expect(out).toContain('Busy: the load was 1.2 on 2 cores')
})

test('a ratio above its goal is an exit code of 1, and is said', async () => {
  expect(await runWith([write(4.1)], ['quick'])).toBe(1)
  expect(out).toContain('at most 2: MISSED')
  expect(out).toContain('Missed: a write.')
})

test('a ratio without a goal gates nothing, however high', async () => {
  const slow = compared({ id: 'slow', what: 'slow', against: 'quick' }, [1_000], [1])
  expect(await runWith([slow], ['quick'])).toBe(0)
  expect(out).toContain('Every goal is met.')
})

test('what is more than 10 % worse than the baseline is named, and what is not is not', async () => {
  await writeFile(baselineFile(), JSON.stringify({ quick: { write: 1.5 } }))
  expect(await runWith([write(3.29)], ['quick'])).toBe(0)
  expect(out).not.toContain('Worse')
  expect(await runWith([write(3.32)], ['quick'])).toBe(0)
  expect(out).toContain('Worse: write, 1.66 where the baseline says 1.5 (+11 %).')
})

test('what the baseline lacks, or has alone, is named', async () => {
  await writeFile(baselineFile(), JSON.stringify({ quick: { gone: 1.5 } }))
  await runWith([write(3)], ['quick'])
  expect(out).toContain('New: write, 1.50')
  expect(out).toContain('Gone: gone')
})

test('--update-baseline writes ratios, and leaves those of other benches', async () => {
  await writeFile(baselineFile(), JSON.stringify({ other: { read: 1.2 }, quick: { gone: 1 } }))
  await runWith([write(3.3333)], ['quick', '--update-baseline'])
  const kept = JSON.parse(await readFile(baselineFile(), 'utf8'))
  expect(kept).toEqual({ other: { read: 1.2 }, quick: { write: 1.67 } })
})

for (const { what, args, says } of [
  { what: 'no name', args: [], says: 'There are: quick, other.' },
  { what: 'an unknown name', args: ['slow'], says: 'no bench “slow”. There are: quick, other.' },
  { what: 'two names', args: ['quick', 'other'], says: 'One bench runs at a time.' },
  { what: 'an unknown option', args: ['quick', '--fast'], says: '--fast' },
  { what: 'a place that is not there', args: ['quick', '--in', '/no/such'], says: '/no/such' },
  { what: 'a file that cannot be', args: ['quick', '--json', '/dev/null/x'], says: '/dev/null/x' },
]) {
  test(`${what} is wrong usage: a sentence, exit code 2, and nothing is measured`, async () => {
    expect(await runWith([write(3)], args)).toBe(2)
    expect(errors).toContain(says)
    expect(errors).toContain('Usage: npm run bench')
    expect(out).toBe('')
  })
}

test('the library bench measures a real library, and takes it away again', async () => {
  const bench = libraryBench({
    characters: 1_000,
    writeArticles: 1,
    writePassages: 1,
    writeRounds: 4,
    passages: 1,
    listed: [2],
    listRounds: 2,
    openRounds: 2,
    exportRounds: 1,
  })
  const notes: string[] = []
  const found = await bench.run({
    input: folder,
    output: null,
    withTitle: false,
    note: (text) => notes.push(text),
  })
  expect(found.map(({ id, own }) => [id, own.rounds])).toEqual([
    ['annotation-write', 4],
    ['annotation-call', 4],
    ['list-2', 2],
    ['list-again-2', 2],
    ['open', 2],
    ['export', 1],
  ])
  for (const { own, bare, ratio } of found) {
    expect(own.p50).toBeGreaterThan(0)
    expect(ratio).toBe(own.p50 / (bare?.p50 ?? 0))
  }
  expect(notes.length).toBeGreaterThan(0)
  expect(await readdir(folder)).toEqual([])
})
