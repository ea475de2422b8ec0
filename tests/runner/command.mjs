import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownEnvironment, projectRoot } from '../../electron/launch/own-node.mjs'

/** Where the whole output of each step goes, and the reports of the suites. */
export const logs = join(projectRoot, 'node_modules', '.cache', 'test-logs')

/**
 * Runs a command in the project's folder, with the project's own tools first on PATH.
 * @param {string} command
 * @param {Record<string, string>} [env] added to the environment
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runCommand(command, env = {}) {
  return new Promise((resolve) => {
    const options = { cwd: projectRoot, shell: true, env: { ...ownEnvironment(), ...env } }
    const child = spawn(command, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (/** @type {string} */ chunk) => (output += chunk)
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}\n` }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}

/**
 * Prints what a failed command said, at most its last 200 lines; all of it is in the step's log.
 * @param {string} name
 * @param {string} output
 */
export function showFailure(name, output) {
  const lines = output.trimEnd().split('\n')
  if (lines.length > 200) console.log(`… the whole output is in ${keepLog(name, output)}`)
  console.log(lines.slice(-200).join('\n'))
}

/**
 * Keeps a step's output.
 * @param {string} name
 * @param {string} output
 * @returns {string} the log's path
 */
export function keepLog(name, output) {
  const path = join(logs, `${name}.log`)
  mkdirSync(logs, { recursive: true })
  writeFileSync(path, output)
  return path
}

/**
 * How long something took, such as `4.2 s`.
 * @param {number} startMs the reading of `performance.now()` when it began
 * @returns {string}
 */
export function since(startMs) {
  return `${((performance.now() - startMs) / 1000).toFixed(1)} s`
}
