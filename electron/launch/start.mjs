import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { reasonNoWindow } from './no-window-reason.mjs'
import { become, findNode, noNode, projectRoot } from './own-node.mjs'
import { ensureBuilt, ensureInstalled } from './stale-build.mjs'

const main = (/** @type {string} */ name) => join(projectRoot, 'out', 'main', name)
const electron = join(projectRoot, 'node_modules', 'electron')

/** @param {string} node */
function open(node) {
  const args = process.argv.slice(2)
  const reason = reasonNoWindow({
    args,
    platform: process.platform,
    env: process.env,
    uid: process.getuid?.(),
    desktopBuilt: existsSync(main('index.js')),
    binary: () => existsSync(join(electron, 'path.txt')),
  })
  if (reason === null) {
    become(node, [join(electron, 'cli.js'), main('index.js'), ...args])
    return
  }
  process.stderr.write(`No desktop window: ${reason}. Pressmark opens in your browser instead.\n`)
  const rest = args.filter((arg) => arg !== '--browser')
  become(node, [main('cli.js'), 'serve', '--open', ...rest])
}

const installed = ensureInstalled()
const node = findNode()
if (installed && node === null) process.stderr.write(`${noNode}\n`)
if (installed && node !== null && ensureBuilt(node)) open(node)
else process.exitCode = 1
