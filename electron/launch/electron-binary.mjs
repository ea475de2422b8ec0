import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Whether Electron's own program can be used. It is no part of the packages that npm installs, but a download
 * of some 100 MB from elsewhere, which not every machine can reach.
 * @typedef {'ready' | 'unreachable' | 'downloading'} Binary
 */

/**
 * What a try left for the next start: when it began, and the process of a download that took too long.
 * @typedef {{ triedAtMs: number, pid: number | null }} Memory
 */

const dayMs = 24 * 60 * 60 * 1000

/**
 * Finds Electron's program, or tries to get it, once a day and in silence. A download that is still under way
 * after `waitMs` goes on by itself, for a later start.
 * @param {object} options
 * @param {string} options.folder the package `electron`
 * @param {string} options.memoryFile where the last try is remembered
 * @param {string} options.node the program that runs Electron's installer
 * @param {number} [options.waitMs]
 * @param {number} [options.nowMs]
 * @returns {Promise<Binary>}
 */
export async function findElectron({
  folder,
  memoryFile,
  node,
  waitMs = 10_000,
  nowMs = Date.now(),
}) {
  if (isInstalled(folder)) return 'ready'
  const remembered = judgeMemory(readMemory(memoryFile), nowMs, isRunning)
  if (remembered !== null) return remembered
  const outcome = await install(folder, node, waitMs)
  if (outcome === 'ended' && isInstalled(folder)) return 'ready'
  const pid = outcome === 'ended' ? null : outcome
  remember(memoryFile, { triedAtMs: nowMs, pid })
  return pid === null ? 'unreachable' : 'downloading'
}

/**
 * What the last try says about now, or null when it is time for another.
 * @param {Memory | null} memory
 * @param {number} nowMs
 * @param {(pid: number) => boolean} isAlive
 * @returns {'unreachable' | 'downloading' | null}
 */
export function judgeMemory(memory, nowMs, isAlive) {
  if (memory === null) return null
  const ageMs = nowMs - memory.triedAtMs
  // Neither a clock that was set back nor a garbled note may stop the tries for good.
  if (!(ageMs >= 0 && ageMs < dayMs)) return null
  return memory.pid !== null && isAlive(memory.pid) ? 'downloading' : 'unreachable'
}

/** @param {string} folder */
function isInstalled(folder) {
  const pathFile = join(folder, 'path.txt')
  return existsSync(pathFile) && existsSync(join(folder, 'dist', readFileSync(pathFile, 'utf8')))
}

/**
 * Runs Electron's installer; answers its process when it takes longer than `waitMs`.
 * @param {string} folder
 * @param {string} node
 * @param {number} waitMs
 * @returns {Promise<'ended' | number>}
 */
function install(folder, node, waitMs) {
  return new Promise((resolve) => {
    const child = spawn(node, [join(folder, 'install.js')], { detached: true, stdio: 'ignore' })
    const tooLong = setTimeout(() => {
      child.unref()
      resolve(child.pid ?? 'ended')
    }, waitMs)
    const end = () => {
      clearTimeout(tooLong)
      resolve('ended')
    }
    child.on('error', end)
    child.on('exit', end)
  })
}

/**
 * @param {string} file
 * @returns {Memory | null}
 */
function readMemory(file) {
  if (!existsSync(file)) return null
  try {
    const { triedAtMs, pid } = JSON.parse(readFileSync(file, 'utf8'))
    return { triedAtMs: Number(triedAtMs), pid: typeof pid === 'number' ? pid : null }
  } catch {
    return null // a note that can't be read says nothing
  }
}

/**
 * @param {string} file
 * @param {Memory} memory
 */
function remember(file, memory) {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(memory))
  } catch {
    // A program that another user installed: the next start tries again, which costs only its wait.
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false // no such process, or not one of ours
  }
}
