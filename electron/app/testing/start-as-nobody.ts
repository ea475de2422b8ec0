/**
 * Run as root in a process of its own: gives up root, then starts the application on DATA and LIBRARY, adds
 * a text, and prints what was told. Root itself is refused nothing.
 */
import { join } from 'node:path'
import { run } from '../../../shared/api/serve.ts'
import { AppError } from '../../../shared/errors.ts'
import { createApp } from '../create-app.ts'
import { openMachine } from '../machine-settings.ts'

process.setgid?.(65_534)
process.setuid?.(65_534)
const [data = '', library = ''] = process.argv.slice(2)
const steps = { signal: new AbortController().signal, progress: () => undefined }
const report = (bug: unknown): void => {
  throw bug
}

async function start(): Promise<unknown> {
  const machine = await openMachine(data)
  await machine.remember((settings) => ({ ...settings, lastLibrary: library }))
  const app = await createApp({
    libraryFolder: library,
    folders: { data, cache: join(data, 'cache'), documents: data },
    machine,
    workerUrl: new URL('../../capture/extract-worker.ts', import.meta.url),
    version: '0.0.0',
  })
  const allowed = await run(app.handlers, 'addresses.allow', { host: 'a', port: 80 }, steps, report)
  const text = { kind: 'text', text: 'A quay\n\nA paragraph of some length.' } as const
  const added = await run(app.handlers, 'captures.add', text, steps, report)
  const described = await run(app.handlers, 'library.describe', {}, steps, report)
  await app.close()
  return { lastLibrary: machine.settings().lastLibrary, allowed, added, described }
}

try {
  console.log(JSON.stringify(await start()))
} catch (error) {
  if (!(error instanceof AppError)) throw error
  console.log(JSON.stringify({ code: error.code, message: error.message }))
}
