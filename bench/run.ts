/** `npm run bench -- NAME`: what this machine needs for the work that a person waits for. */
import { fileURLToPath } from 'node:url'
import { benches } from './benches.ts'
import { thisMachine } from './machine.ts'
import { runBench } from './run-bench.ts'

process.exitCode = await runBench(process.argv.slice(2), benches, {
  writeOut: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  machine: thisMachine(),
  baselineFile: fileURLToPath(new URL('baseline.json', import.meta.url)),
})
