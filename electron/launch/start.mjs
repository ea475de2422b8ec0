import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { become } from './become.mjs'
import { findElectron } from './electron-binary.mjs'
import { reasonNoWindow } from './no-window-reason.mjs'
import { findNode, noNode, projectRoot } from './own-node.mjs'
import { ensureBuilt, ensureInstalled } from './stale-build.mjs'

const main = (/** @type {string} */ name) => join(projectRoot, 'out', 'main', name)
const electron = join(projectRoot, 'node_modules', 'electron')
const memoryFile = join(projectRoot, 'node_modules', '.cache', 'pressmark', 'electron.json')

/** @param {string} node */
async function open(node) {
  const args = process.argv.slice(2)
  const reason = await reasonNoWindow({
    args,
    platform: process.platform,
    env: process.env,
    uid: process.getuid?.(),
    desktopBuilt: existsSync(main('index.js')),
    binary: () => findElectron({ folder: electron, memoryFile, node }),
  })
  if (reason === null) {
    become(node, [join(electron, 'cli.js'), main('index.js'), ...args])
    return
  }
  process.stderr.write(`No desktop window: ${reason}. Pressmark opens in your browser instead.\n`)
  const rest = args.filter((arg) => arg !== '--browser')
  become(node, [main('cli.js'), 'serve', '--open', '--until-closed', ...rest])
}

const installed = ensureInstalled()
const node = findNode()
if (installed && node === null) process.stderr.write(`${noNode}\n`)
if (installed && node !== null && ensureBuilt(node)) await open(node)
else process.exitCode = 1
