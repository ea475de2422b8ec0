/**
 * Whether the security suites would notice: each rule of broken-rules.ts is broken in a copy of the built
 * program, and the suite must fail on that copy, in the test that is named there, and pass on a copy in which
 * nothing is broken. Needs a build and Chromium; part of `npm run test:deep`. Words as arguments choose rules.
 */
import { spawn, spawnSync } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brokenRules, type BrokenRule } from './broken-rules.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js')

const suites = {
  desktop: { project: 'stand-in', spec: 'tests/e2e/desktop/electron-checklist.spec.ts' },
  'browser shell': { project: 'browser', spec: 'tests/e2e/browser-shell/hostile-requests.spec.ts' },
} as const

/** How a suite went, as Playwright's report has it; `problem` where the tests themselves could not be run. */
type Outcome = { passed: number; failed: string[]; problem: string | null }

type Spec = { title: string; ok: boolean }
type Report = {
  suites: { specs: Spec[] }[]
  stats: { expected: number }
  errors: { message: string }[]
}

/** Makes a copy of what was built, and lets `work` have it. */
async function withCopy<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'pressmark-mutant-'))
  try {
    for (const part of ['out', 'resources', 'package.json']) {
      await cp(join(root, part), join(folder, part), { recursive: true })
    }
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Breaks the rule; answers why it could not, or null. */
async function breakRule({ find, put }: BrokenRule, folder: string): Promise<string | null> {
  const places: { path: string; text: string }[] = []
  for (const part of ['main', 'preload']) {
    for (const name of await readdir(join(folder, 'out', part), { recursive: true })) {
      if (!/\.c?js$/u.test(name)) continue
      const path = join(folder, 'out', part, name)
      const text = await readFile(path, 'utf8')
      const count = [...text.matchAll(new RegExp(find.source, `g${find.flags}`))].length
      places.push(...Array.from({ length: count }, () => ({ path, text })))
    }
  }
  const [place] = places
  if (place === undefined || places.length > 1) {
    return `not applied: what it breaks stands in ${places.length} places of the build`
  }
  await writeFile(place.path, place.text.replace(find, put))
  const { status, stderr } = spawnSync(process.execPath, ['--check', place.path])
  return status === 0 ? null : `not applied: the result is no program\n${String(stderr)}`
}

/** Runs a suite on a copy; only the tests whose titles hold `title`, where one is given. */
function runSuite(
  suite: BrokenRule['suite'],
  folder: string,
  workers: number,
  title = '',
): Promise<Outcome> {
  const { project, spec } = suites[suite]
  const args = ['test', spec, `--project=${project}`, `--workers=${workers}`, '--reporter=json']
  const child = spawn(
    process.execPath,
    [playwright, ...args, `--grep=${title}`, `--output=${join(folder, 'results')}`],
    {
      cwd: root,
      env: { ...process.env, PRESSMARK_BUILT: folder, PLAYWRIGHT_JSON_OUTPUT_FILE: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let report = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (report += text))
  return new Promise((resolve) => child.on('close', () => resolve(outcomeOf(report))))
}

function outcomeOf(text: string): Outcome {
  if (!text.startsWith('{')) return { passed: 0, failed: [], problem: text }
  const { suites: files, stats, errors } = JSON.parse(text) as Report
  const failed = files.flatMap(({ specs }) => specs).filter(({ ok }) => !ok)
  const [error] = errors
  return {
    passed: stats.expected,
    failed: failed.map(({ title }) => title),
    problem: error?.message ?? null,
  }
}

/** What is wrong with the suite as this rule shows it, or null: it noticed. */
function judge(rule: BrokenRule): Promise<string | null> {
  return withCopy(async (folder) => {
    const problem = await breakRule(rule, folder)
    if (problem !== null) return problem
    const outcome = await runSuite(rule.suite, folder, 1, rule.caughtBy)
    if (outcome.problem !== null) return `the tests could not be run: ${outcome.problem}`
    return outcome.failed.length > 0 ? null : `lives: ${outcome.passed} tests passed all the same`
  })
}

/** Whether the suites pass on a copy in which nothing is broken: else their failures would mean nothing. */
function judgeUnbroken(): Promise<string | null> {
  return withCopy(async (folder) => {
    for (const suite of ['desktop', 'browser shell'] as const) {
      const { passed, failed, problem } = await runSuite(suite, folder, 2)
      if (problem !== null || failed.length > 0 || passed === 0) {
        return `the ${suite} fails although nothing is broken: ${problem ?? failed.join('; ')}`
      }
    }
    return null
  })
}

const words = process.argv.slice(2)
const waiting = brokenRules.filter(({ name }) => words.every((word) => name.includes(word)))
let failures = 0

function tell(name: string, problem: string | null): void {
  if (problem !== null) failures += 1
  console.log(problem === null ? `ok   ${name}` : `FAIL ${name}: ${problem}`)
}

tell('nothing is broken, and the suites pass', await judgeUnbroken())
const count = waiting.length
async function judgeNext(): Promise<void> {
  for (let rule = waiting.shift(); rule; rule = waiting.shift()) tell(rule.name, await judge(rule))
}
await Promise.all([judgeNext(), judgeNext()])
console.log(`${count} rules broken, ${failures} failures`)
process.exitCode = failures === 0 && count > 0 ? 0 : 1
