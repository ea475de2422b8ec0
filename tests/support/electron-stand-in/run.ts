/**
 * Runs a main process: `node --import register.ts run.ts out/main/index.js ARGS…`. The app sees the
 * arguments that Electron would give it, and is ready once its main module has run to its end.
 */
import { pathToFileURL } from 'node:url'
import { runInThisContext } from 'node:vm'
import { becomeReady } from './app.ts'
import * as electron from './electron.ts'
import { tellTest, type FromTest } from './test-wire.ts'

process.argv.splice(1, 1)
process.on('message', ({ id, source, argument }: FromTest) => {
  const call = async (): Promise<unknown> => {
    const fn = runInThisContext(`(${source})`) as (electron: unknown, argument: unknown) => unknown
    return fn(electron, argument)
  }
  call().then(
    (value) => tellTest({ kind: 'answer', id, value }),
    (error: unknown) => tellTest({ kind: 'answer', id, error: String(error) }),
  )
})

// A test that is gone waits for nothing: Chromium ends with this process.
process.on('disconnect', () => process.exit(1))

const [, main] = process.argv
if (main === undefined) throw new Error('run.ts needs the main module of an app')
await import(pathToFileURL(main).href)
becomeReady()
