import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { projectRoot } from '../../electron/launch/own-node.mjs'
import { isInstallStale } from '../../electron/launch/stale-build.mjs'
import { chromiumPath } from '../chromium.mjs'
import { runCommand, showFailure, since } from './command.mjs'

/** The fonts that layout and screenshots are tested with. */
const fonts = ['fonts-noto-core', 'fonts-noto-cjk', 'fonts-liberation']

/**
 * Installs what a step needs and the machine lacks.
 * @param {boolean} withBrowser whether a browser and its fonts are needed too
 * @returns {Promise<boolean>} whether everything is there
 */
export async function prepare(withBrowser) {
  const install = 'npm ci --no-audit --no-fund'
  if (isInstallStale(projectRoot)) {
    if (!(await say('npm ci', install))) return false
  }
  return !withBrowser || prepareBrowser()
}

/**
 * Installs what records system calls. Where it cannot be had, the tests that need it are skipped by name.
 * @returns {Promise<boolean>} whether the other tests can be run
 */
export async function prepareTracing() {
  if (canRun('strace') || process.getuid?.() !== 0 || !canRun('apt-get')) return true
  const install = 'apt-get install --yes --no-install-recommends strace'
  await say('apt-get install strace', `apt-get update && ${install}`)
  return true
}

async function prepareBrowser() {
  const missing = canRun('dpkg-query') ? fonts.filter((name) => !isInstalled(name)) : []
  if (!existsSync(chromiumPath)) missing.unshift('chromium')
  if (missing.length === 0) return true
  if (process.getuid?.() !== 0 || !canRun('apt-get')) {
    console.log(
      `The tests need ${missing.join(', ')}: install them (CHROMIUM_PATH names a browser).`,
    )
    return existsSync(chromiumPath)
  }
  const options = '--yes --no-install-recommends'
  return say(
    `apt-get install ${missing.join(' ')}`,
    `apt-get update && apt-get install ${options} ${missing.join(' ')}`,
  )
}

/** @param {string} name a Debian package */
function isInstalled(name) {
  const query = ['-W', '-f', '${db:Status-Status}', name]
  return spawnSync('dpkg-query', query, { encoding: 'utf8' }).stdout === 'installed'
}

/** @param {string} program */
function canRun(program) {
  return spawnSync(program, ['--version']).status === 0
}

/**
 * @param {string} name
 * @param {string} command
 */
async function say(name, command) {
  const start = performance.now()
  const { ok, output } = await runCommand(command, { DEBIAN_FRONTEND: 'noninteractive' })
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${since(start)})`)
  if (!ok) showFailure('prepare', output)
  return ok
}
