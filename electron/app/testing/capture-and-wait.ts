/**
 * Run in a process of its own, to be killed: opens the application on DATA and LIBRARY and captures the
 * addresses that follow, all at once. Says so once the first is being fetched.
 */
import { join } from 'node:path'
import { run } from '../../../shared/api/serve.ts'
import { createApp } from '../create-app.ts'
import { openMachine } from '../machine-settings.ts'

const [data = '', library = '', ...urls] = process.argv.slice(2)
const app = await createApp({
  libraryFolder: library,
  folders: { data, cache: join(data, 'cache'), documents: data },
  machine: await openMachine(data),
  workerUrl: new URL('../../capture/extract-worker.ts', import.meta.url),
  version: '0.0.0',
})
const steps = { signal: new AbortController().signal, progress: () => undefined }
await Promise.all(
  urls.map((url) =>
    run(
      app.handlers,
      'captures.add',
      { kind: 'address', url, allowPrivate: true },
      steps,
      (bug) => {
        throw bug
      },
    ),
  ),
)
