import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../electron/launch/own-node.mjs'
import { keepLog, logs, runCommand, showFailure, since } from './command.mjs'
import { countCheck, countPlaywright, countVitest, readCounts } from './counts.mjs'

/**
 * One step: the script of that name in package.json. A suite has a `count`, which reads its report; a step
 * without one is one check. A step is not run when the one it `needs` has failed; `env` is added to its environment.
 * @typedef {import('./counts.mjs').Counts} Counts
 * @typedef {{ name: string, needs?: string, count?: (report: any) => Counts,
 *   env?: Record<string, string> }} Step
 */

/** @type {Step[]} */
const checks = [{ name: 'types' }, { name: 'lint' }, { name: 'layers' }, { name: 'format' }]

/** @type {Step} */
const unit = { name: 'unit', count: countVitest }

/** Rounds of steps, one after the other; the steps of a round run side by side. */
export const checkRounds = [checks, [unit]]

/** @type {Step[][]} */
export const allRounds = [
  [...checks, { name: 'build' }],
  [unit],
  [{ name: 'component', count: countVitest }],
  [{ name: 'e2e', needs: 'build', count: countPlaywright }],
]

/**
 * What `npm run test:deep` runs: minutes of layouts, stories in the second shell, broken rules, crashes, full disks,
 * kills and garbage on the wire.
 */
export const deepRounds = [
  [{ name: 'build' }],
  [{ name: 'e2e-deep', needs: 'build', count: countPlaywright }],
  [{ name: 'mutants', needs: 'build' }],
  [{ name: 'faults', needs: 'build', count: countVitest }],
  [{ name: 'contract', count: countVitest, env: { PRESSMARK_CONTRACT_RUNS: '60' } }],
]

/**
 * Runs all rounds, whatever fails, and prints a line for each step.
 * @param {readonly (readonly Step[])[]} rounds
 * @returns {Promise<Counts[]>}
 */
export async function runRounds(rounds) {
  /** @type {Map<string, Counts>} */
  const done = new Map()
  for (const round of rounds) {
    const waiting = [...round]
    const worker = async () => {
      for (let step = waiting.shift(); step; step = waiting.shift()) {
        const needed = step.needs === undefined ? undefined : done.get(step.needs)
        done.set(step.name, needed?.failed ? leaveOut(step) : await runStep(step))
      }
    }
    await Promise.all([worker(), worker()])
  }
  return [...done.values()]
}

/** @param {Step} step */
function leaveOut({ name, needs }) {
  console.log(`FAIL ${name}: not run, because ${needs} failed`)
  return countCheck(false)
}

/**
 * @param {Step} step
 * @returns {Promise<Counts>}
 */
async function runStep({ name, count, env }) {
  const start = performance.now()
  const report = join(logs, `${name}.json`)
  rmSync(report, { force: true })
  const { ok, output } = await runCommand(commandOf(name, report, count), {
    ...env,
    NO_COLOR: '1',
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  })
  keepLog(name, output)
  const counts = count ? readCounts(report, count, ok) : countCheck(ok)
  const tests = count ? `: ${counts.passed} passed` : ''
  console.log(`${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${name}${tests} (${since(start)})`)
  if (counts.problem) console.log(`${name}: ${counts.problem}`)
  if (counts.failed > 0) showFailure(name, output)
  return counts
}

/**
 * @param {string} name
 * @param {string} report where vitest writes its report; Playwright is told by an environment variable
 * @param {Step['count']} count
 */
function commandOf(name, report, count) {
  /** @type {{ scripts: Record<string, string> }} */
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  const command = scripts[name] ?? `echo "package.json has no script ${name}" && exit 1`
  if (count !== countVitest) return command
  return `${command} --reporter=default --reporter=json --outputFile.json="${report}"`
}
