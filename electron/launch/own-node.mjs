import { existsSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
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
 * The Node to run Pressmark with: the one that npm installed with it, else the one running now if it is
 * new enough, else null.
 * @returns {string | null}
 */
export function findNode() {
  const { platform, arch, versions, execPath } = process
  const name = platform === 'win32' ? 'node.exe' : 'node'
  const system = platform === 'win32' ? 'win' : platform
  const own = packageFolders(projectRoot)
    .map((folder) => join(folder, `node-${system}-${arch}`, 'bin', name))
    .find((path) => existsSync(path))
  return own ?? (isAtLeast(versions.node, oldestNode) ? execPath : null)
}

/**
 * Where npm puts the packages of a project: in its own folder, or beside it when it is a package itself.
 * @param {string} root the project's folder
 * @returns {string[]}
 */
export function packageFolders(root) {
  const folder = dirname(root)
  const own = join(root, 'node_modules')
  return basename(folder) === 'node_modules' ? [own, folder] : [own]
}

const canInstall = existsSync(join(projectRoot, 'package-lock.json'))
const remedy = canInstall
  ? `run "npm ci" in ${projectRoot} to get one, or install it from nodejs.org`
  : 'install Node 24 from nodejs.org, and try again'

/** What to say when `findNode` finds none. */
export const noNode = `Pressmark needs Node ${oldestNode} or newer (this is ${process.versions.node}). Nothing was started; ${remedy}.`

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
