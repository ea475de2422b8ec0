import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ownEnvironment, projectRoot } from './own-node.mjs'

/** What the build reads, and the files that it writes: the last one of each half. */
const sources = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package-lock.json']
const products = ['out/main/cli.js', 'out/renderer/index.html']

/**
 * When a file, or anything below a folder, last changed, in milliseconds; 0 when there is no such path.
 * Folders count too: removing a file changes only them. Tests and the launcher are not built, so they don't.
 * @param {string} path
 * @returns {number}
 */
export function newestChange(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  const changes = readdirSync(path)
    .filter((name) => name !== 'launch' && !/\.test\.tsx?$/.test(name))
    .map((name) => newestChange(join(path, name)))
  return Math.max(stat.mtimeMs, ...changes)
}

/**
 * Whether the built app is absent or older than its sources. A copy without sources is never stale.
 * @param {string} root the project's folder
 * @returns {boolean}
 */
export function isBuildStale(root) {
  if (!existsSync(join(root, 'electron.vite.config.ts'))) return false
  const built = Math.min(...products.map((path) => newestChange(join(root, path))))
  return built < Math.max(...sources.map((path) => newestChange(join(root, path))))
}

/**
 * Whether the packages are absent or not those of the lockfile, by npm's own note of what it installed. Times
 * would not tell: a lockfile of another branch, or out of an archive, can be older than the packages. What npm
 * may leave out, such as programs for other systems, may be missing. A copy without a lockfile is never stale.
 * @param {string} root the project's folder
 * @returns {boolean}
 */
export function isInstallStale(root) {
  const wanted = lockedPackages(join(root, 'package-lock.json'))
  const installed = lockedPackages(join(root, 'node_modules', '.package-lock.json'))
  if (wanted === null || installed === null) return wanted !== null
  const isSame = (/** @type {Locked} */ one, /** @type {Locked} */ other) =>
    one.version === other.version && one.integrity === other.integrity
  for (const [path, one] of wanted) {
    const other = installed.get(path)
    if (other === undefined ? !(one.optional || one.devOptional) : !isSame(one, other)) return true
  }
  return [...installed.keys()].some((path) => !wanted.has(path))
}

/**
 * The packages that a lockfile names, by their folders; null where there is none that can be read.
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} Locked
 * @param {string} path
 * @returns {Map<string, Locked> | null}
 */
function lockedPackages(path) {
  if (!existsSync(path)) return null
  try {
    const { packages } = JSON.parse(readFileSync(path, 'utf8'))
    return new Map(Object.entries(packages).filter(([folder]) => folder !== ''))
  } catch {
    return null // cut short while it was written: npm writes both anew, or says what is wrong
  }
}

/**
 * Installs the packages when needed. Quiet, unless it fails: then npm's words go to stderr.
 * @returns {boolean} whether the packages are there
 */
export function ensureInstalled() {
  return !isInstallStale(projectRoot) || runQuietly('npm', ['ci', '--no-audit', '--no-fund'])
}

/**
 * Builds the app when needed. Quiet, unless it fails: then the build's words go to stderr.
 * @param {string} node the program that runs the build
 * @returns {boolean} whether a fresh build is there
 */
export function ensureBuilt(node) {
  if (!isBuildStale(projectRoot)) return true
  const builder = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  if (!existsSync(builder)) {
    process.stderr.write(`Pressmark is not installed yet: run "npm ci" in ${projectRoot}.\n`)
    return false
  }
  return runQuietly(node, [builder, 'build'])
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function runQuietly(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: projectRoot,
    env: ownEnvironment(),
    encoding: 'utf8',
    shell: program === 'npm' && process.platform === 'win32',
  })
  if (status === 0) return true
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}`)
  return false
}
