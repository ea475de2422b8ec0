/**
 * Checks who imports whom, by the rules in .dependency-cruiser.cjs. Fails, too, when fewer modules were
 * read than there are files: a cruiser that cannot read TypeScript finds no violation in nothing.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'

const folders = ['bench', 'electron', 'renderer', 'shared']

/** @param {string} folder */
function countSources(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts')).length
}

/** @param {string} source */
const isOurs = (source) => /^(bench|electron|renderer|shared)\/.*\.tsx?$/.test(source)

const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'
const options = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json']
const run = spawnSync('node', [cruiser, ...options, ...folders, 'tests'], {
  encoding: 'utf8',
  maxBuffer: 1 << 28,
})

/**
 * @param {{
 *   modules: { source: string }[],
 *   summary: { violations: { rule: { name: string }, from: string, to: string }[] },
 * }} result
 */
function report({ modules, summary }) {
  for (const { rule, from, to } of summary.violations) console.log(`${rule.name}: ${from} -> ${to}`)
  const read = modules.filter(({ source }) => isOurs(source)).length
  const present = folders.map(countSources).reduce((sum, count) => sum + count, 0)
  const floor = Math.floor(present * 0.97)
  if (read < floor) console.log(`Only ${read} of ${present} modules were read.`)
  else console.log(`${read} modules, ${summary.violations.length} violations`)
  return read >= floor && summary.violations.length === 0
}

if (run.stdout.startsWith('{')) {
  process.exitCode = report(JSON.parse(run.stdout)) ? 0 : 1
} else {
  console.log(`dependency-cruiser gave no result:\n${run.stdout}${run.stderr}`)
  process.exitCode = 1
}
