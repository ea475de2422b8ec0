/** Compiles the four TypeScript programs side by side, without output; fails when any fails. */
import { spawn } from 'node:child_process'

const programs = ['shared', 'electron', 'renderer', 'tests']

/** @param {string} program */
function compile(program) {
  return new Promise((resolve) => {
    const tsc = 'node_modules/typescript/bin/tsc'
    const child = spawn('node', [tsc, '--pretty', 'false', '-p', program])
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => {
      if (code !== 0) console.log(`The ${program} program does not compile:\n${output}`)
      resolve(code === 0)
    })
  })
}

const results = await Promise.all(programs.map(compile))
process.exitCode = results.every(Boolean) ? 0 : 1
