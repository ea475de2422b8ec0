import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project, where package.json lies. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

/** The oldest Node that runs what the build makes: undici needs zstd from node:zlib. */
export const oldestNode = '22.19.0'

/**
 * Whether a version such as `22.19.0` or `v24.1.0` is at least another one.
 * @param {string} version
 * @param {string} least
 * @returns {boolean}
 */
export function isAtLeast(version, least) {
  const [major = 0, minor = 0] = numbers(version)
  const [leastMajor = 0, leastMinor = 0] = numbers(least)
  return major > leastMajor || (major === leastMajor && minor >= leastMinor)
}

/** @param {string} version */
function numbers(version) {
  return version.replace(/^v/, '').split('.').map(Number)
}

/**
 * The Node to run Pressmark with: the one that npm installed with the project, else the one running now if
 * it is new enough, else null.
 * @returns {string | null}
 */
export function findNode() {
  const { platform, arch, versions, execPath } = process
  const name = platform === 'win32' ? 'node.exe' : 'node'
  const system = platform === 'win32' ? 'win' : platform
  const own = join(projectRoot, 'node_modules', `node-${system}-${arch}`, 'bin', name)
  if (existsSync(own)) return own
  return isAtLeast(versions.node, oldestNode) ? execPath : null
}

/** What to say when `findNode` finds none. */
export const noNode = `Pressmark needs Node ${oldestNode} or newer (this is ${process.versions.node}); run "npm ci" in ${projectRoot} to get one, or install it from nodejs.org.`

/**
 * The environment with the project's own tools, and so its own Node, first on PATH.
 * @returns {NodeJS.ProcessEnv}
 */
export function ownEnvironment() {
  const env = { ...process.env }
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  env[key] = [join(projectRoot, 'node_modules', '.bin'), env[key]].filter(Boolean).join(delimiter)
  return env
}

/**
 * Runs a program in this terminal, passes signals on to it and ends as it ended.
 * @param {string} program
 * @param {string[]} args
 */
export function become(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' })
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) {
    process.on(signal, () => {
      // A terminal sends Ctrl+C to the child too: a second one could cut short its orderly end.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('error', (error) => {
    process.stderr.write(`Pressmark could not start ${program}: ${error.message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    if (signal === null) {
      process.exitCode = code ?? 1
      return
    }
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
