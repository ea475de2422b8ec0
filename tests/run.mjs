/**
 * What `npm test` runs, from a bare checkout: installs what is missing, then every check and every suite.
 * The last line is `N passed, N failed, N skipped`. With --check: only what needs no build and no browser.
 * With --deep, which is `npm run test:deep`: the minutes of crashes, full disks and kills instead.
 */
import { since } from './runner/command.mjs'
import { closingLine, countCheck, groupSkipped, sum } from './runner/counts.mjs'
import { prepare, prepareTracing } from './runner/prepare.mjs'
import { allRounds, checkRounds, deepRounds, runRounds } from './runner/steps.mjs'

const onlyChecks = process.argv.includes('--check')
const isDeep = process.argv.includes('--deep')
const start = performance.now()

const ready = (await prepare(!onlyChecks)) && (!isDeep || (await prepareTracing()))
const rounds = isDeep ? deepRounds : onlyChecks ? checkRounds : allRounds
const counts = ready ? await runRounds(rounds) : [countCheck(false)]
const total = sum(counts)

console.log(`done in ${since(start)}`)
for (const line of groupSkipped(total.skipped)) console.log(line)
console.log(closingLine(total))
process.exitCode = total.failed === 0 ? 0 : 1
