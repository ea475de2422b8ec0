/**
 * What `npm test` runs, from a bare checkout: installs what is missing, then every check and every suite.
 * The last line is `N passed, N failed, N skipped`. With --check: only what needs no build and no browser.
 */
import { since } from './runner/command.mjs'
import { closingLine, countCheck, groupSkipped, sum } from './runner/counts.mjs'
import { prepare } from './runner/prepare.mjs'
import { allRounds, checkRounds, runRounds } from './runner/steps.mjs'

const onlyChecks = process.argv.includes('--check')
const start = performance.now()

const ready = await prepare(!onlyChecks)
const counts = ready ? await runRounds(onlyChecks ? checkRounds : allRounds) : [countCheck(false)]
const total = sum(counts)

console.log(`done in ${since(start)}`)
for (const line of groupSkipped(total.skipped)) console.log(line)
console.log(closingLine(total))
process.exitCode = total.failed === 0 ? 0 : 1
