import { fileURLToPath } from 'node:url'
import { createApp } from '../app/create-app.ts'
import { askedFolder, ownFolder, windowFolder } from '../app/library-folder.ts'
import { machineFolders } from '../app/machine-folders.ts'
import { openMachine, readMachine } from '../app/machine-settings.ts'
import { openDesk } from '../app/open-desk.ts'
import { sampleSource } from '../app/sample-library.ts'
import { version } from '../app/version.ts'
import { recordFile } from '../server/running-record.ts'
import type { Command } from './command.ts'
import { add } from './commands/add.ts'
import { annotate } from './commands/annotate.ts'
import { collection } from './commands/collection.ts'
import { exportCommand } from './commands/export.ts'
import { list } from './commands/list.ts'
import { serve } from './commands/serve.ts'
import { show } from './commands/show.ts'
import { verify } from './commands/verify.ts'
import { readAll } from './read-all.ts'
import { runCommandLine } from './run-command-line.ts'
import { stopSignal } from './stop-signal.ts'

const folders = machineFolders()
let opened: ReturnType<typeof openMachine> | null = null
/** Read once: what is wrong with its files is told to the first who asks. */
const machineOnce = (): ReturnType<typeof openMachine> => (opened ??= openMachine(folders.data))

const commands = new Map<string, Command>([
  ['add', add],
  ['list', list],
  ['show', show],
  ['annotate', annotate],
  ['collection', collection],
  ['export', exportCommand],
  ['verify', verify],
  [
    'serve',
    serve({
      rendererFolder: fileURLToPath(new URL('../renderer/', import.meta.url)),
      dataFolder: folders.data,
      recordFile: async (asked) => {
        const machine = await machineOnce()
        return recordFile(folders.data, machine.hostId, asked ?? windowFolder(machine, folders))
      },
    }),
  ],
])

const builtFolder = new URL('./', import.meta.url)

// Whoever reads our output may have enough of it, as `head` does: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

process.exitCode = await runCommandLine(process.argv.slice(2), commands, {
  version,
  askedFolder,
  openApp: async (asked, opens) => {
    const machine = await (opens === 'nothing-written' ? readMachine(folders.data) : machineOnce())
    const workerUrl = new URL('./extract-worker.js', builtFolder)
    const common = { folders, machine, workerUrl, version }
    if (opens === 'window') {
      return openDesk({ ...common, asked, sampleSource: sampleSource(builtFolder) })
    }
    return createApp({ ...common, libraryFolder: asked ?? ownFolder(machine, folders) })
  },
  writeOut: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  readStdin: () => readAll(process.stdin),
  report: (bug) => process.stderr.write(`${bug instanceof Error ? bug.stack : String(bug)}\n`),
  signal: stopSignal(),
})
