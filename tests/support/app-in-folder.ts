import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../electron/app/create-app.ts'
import { openMachine } from '../../electron/app/machine-settings.ts'
import type { Input, OperationName, Output } from '../../shared/api/contract.ts'
import type { Result } from '../../shared/api/result.ts'
import { run, type Application } from '../../shared/api/serve.ts'

/** The whole application over a library in a temporary folder of its own. */
export type AppInFolder = {
  library: string
  /** Calls an operation of the application that is open; a failure is thrown with its sentence. */
  call<Name extends OperationName>(name: Name, input: Input<Name>): Promise<Output<Name>>
  /** Like `call`, and answers failures as they cross the border. */
  ask<Name extends OperationName>(name: Name, input: unknown): Promise<Result<Output<Name>>>
  /** Closes the application and opens it anew, as the next start would. */
  restart(): Promise<void>
  /** The one file of the library whose path from its folder fits. */
  pathOf(pattern: RegExp): Promise<string>
  /** Every file of the library, as paths from its folder. */
  files(): Promise<string[]>
  /** Rewrites the file that fits, as a person with an editor would. */
  edit(pattern: RegExp, change: (text: string) => string): Promise<void>
  remove(): Promise<void>
}

/** Opens the application over an empty library. */
export async function openAppInFolder(): Promise<AppInFolder> {
  const root = await mkdtemp(join(tmpdir(), 'pressmark-app-'))
  const library = join(root, 'library')
  const folders = { data: join(root, 'data'), cache: join(root, 'cache'), documents: root }
  const open = async (): Promise<Application> =>
    createApp({
      libraryFolder: library,
      folders,
      machine: await openMachine(folders.data),
      workerUrl: new URL('../../electron/capture/extract-worker.ts', import.meta.url),
      version: '0.0.0',
    })
  let app = await open()
  const steps = { signal: new AbortController().signal, progress: () => undefined }
  const files = async (): Promise<string[]> => {
    const entries = await readdir(library, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(library.length + 1))
      .sort()
  }
  const pathOf = async (pattern: RegExp): Promise<string> => {
    const [only, another] = (await files()).filter((path) => pattern.test(path))
    if (only === undefined || another !== undefined) throw new Error(`not one file ${pattern}`)
    return join(library, only)
  }
  const ask: AppInFolder['ask'] = (name, input) =>
    run(app.handlers, name, input, steps, (bug) => {
      throw bug
    })
  return {
    library,
    ask,
    async call(name, input) {
      const result = await ask(name, input)
      if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
      return result.value
    },
    async restart() {
      await app.close()
      app = await open()
    },
    pathOf,
    files,
    async edit(pattern, change) {
      const path = await pathOf(pattern)
      await writeFile(path, change(await readFile(path, 'utf8')))
    },
    async remove() {
      await app.close()
      await rm(root, { recursive: true })
    },
  }
}
