import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../electron/launch/own-node.mjs'
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
  if (!existsSync(join(projectRoot, 'node_modules', '.bin'))) {
    if (!(await say('npm ci', install))) return false
  }
  return !withBrowser || prepareBrowser()
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
