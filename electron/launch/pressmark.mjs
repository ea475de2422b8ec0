#!/usr/bin/env node
import { join } from 'node:path'
import { become } from './become.mjs'
import { findNode, noNode, projectRoot } from './own-node.mjs'
import { ensureBuilt } from './stale-build.mjs'

const node = findNode()
if (node === null) {
  process.stderr.write(`${noNode}\n`)
  process.exitCode = 1
} else if (ensureBuilt(node)) {
  become(node, [join(projectRoot, 'out', 'main', 'cli.js'), ...process.argv.slice(2)])
} else {
  process.exitCode = 1
}
