import { dirname } from 'node:path'
import { openBrowser } from '../../server/open-browser.ts'
import { findRecord, leaveRecord, takeRecord } from '../../server/running-record.ts'
import { askRunning, type Addresses } from '../../server/second-start.ts'
import { startServer } from '../../server/start-server.ts'
import {
  text,
  UsageError,
  type Command,
  type CommandContext,
  type OptionValues,
} from '../command.ts'

/**
 * Where `serve` finds the interface, this machine's data, and the record of the server that runs already
 * on the library that was named (null: on one's own). `idleMs` is what `--until-closed` waits.
 */
export type ServeOptions = {
  rendererFolder: string
  dataFolder: string
  recordFile(asked: string | null): Promise<string>
  idleMs?: number
}

type Asked = { port: number; mayOpen: boolean; untilClosed: boolean }

/** `pressmark serve`: the app in a browser, until it is stopped. */
export function serve(options: ServeOptions): Command {
  return {
    usage: 'serve',
    about:
      'Serves the app to a browser on this machine and prints its address, good for one window.\n' +
      '--open opens a browser where there is a display; --port takes a fixed port. Ctrl+C ends it;\n' +
      'with --until-closed it also ends by itself, some seconds after its last window was closed.\n' +
      'Where it runs already on this library, it prints (or opens) another address of that one, and is done.\n' +
      'With --json, standard output is {"address": …} as soon as the app is there.',
    example: 'pressmark serve --open',
    options: {
      port: { type: 'string' },
      open: { type: 'boolean' },
      'until-closed': { type: 'boolean' },
    },
    opens: 'window',
    prepare(positionals, values) {
      if (positionals.length > 0) throw new UsageError('serve takes no words.')
      const asked = askedOf(values)
      return {
        instead: async (context) => {
          if (!(await openRunning(asked, options, context))) return null
          return { printed: true, exitCode: 0 }
        },
        run: async (context) => {
          await serveUntilStopped(asked, options, context)
          context.note('Stopped.')
          return { printed: true, exitCode: 0 }
        },
      }
    },
  }
}

function askedOf(values: OptionValues): Asked {
  return {
    port: portOf(text(values, 'port') ?? '0'),
    mayOpen: values['open'] === true,
    untilClosed: values['until-closed'] === true,
  }
}

function portOf(typed: string): number {
  const port = /^\d{1,5}$/u.test(typed) ? Number(typed) : Number.NaN
  if (port <= 65_535) return port
  throw new UsageError('--port takes a number from 0 to 65535.')
}

/** How a window is led to the app, whoever serves it. */
type Told = Pick<CommandContext, 'asked' | 'note' | 'print'>

/** Leads to the server that runs already on this library. False where none does, or not on the port asked for. */
async function openRunning(
  { port, mayOpen }: Asked,
  { dataFolder, recordFile }: ServeOptions,
  context: Told,
): Promise<boolean> {
  const record = await findRecord(await recordFile(context.asked))
  if (record === null) return false
  if (port !== 0 && !record.url.endsWith(`:${port}`)) return false
  const addresses = await askRunning(record)
  if (addresses === null) return false // killed, and its record left behind
  context.note(
    `Pressmark runs already on this library (process ${record.pid}); this is one more window of it.`,
  )
  await showAddress(addresses, mayOpen, dataFolder, context)
  return true
}

async function serveUntilStopped(
  { port, mayOpen, untilClosed }: Asked,
  { rendererFolder, dataFolder, recordFile, idleMs = 10_000 }: ServeOptions,
  context: CommandContext,
): Promise<void> {
  const server = await startServer({
    application: context.application,
    rendererFolder,
    port,
    report: context.report,
    idleMs: untilClosed ? idleMs : null,
  })
  const file = await recordFile(context.asked)
  const problem = await leaveRecord(file, server.record)
  if (problem !== null) {
    context.note(
      `Pressmark could not leave word in ${dirname(file)} that it runs (${problem}): a second start will not find this one, and be one of its own.`,
    )
  }
  const isOpen = await showAddress(server, mayOpen, dataFolder, context)
  if (isOpen) {
    const how = untilClosed ? 'Closing its last window, or Ctrl+C, ends it.' : 'Ctrl+C ends it.'
    context.note(`Pressmark is open in your browser, from ${server.origin}. ${how}`)
  }
  const isLeft = server.isLeft.then(() => context.note('Its last window was closed.'))
  await Promise.race([context.stopped, isLeft])
  const left = await takeRecord(file, server.record)
  if (left !== null) {
    context.note(
      `The word in ${dirname(file)} that Pressmark ran could not be removed (${left}). It does no harm: the next start sees that nobody is there.`,
    )
  }
  await server.close()
}

/** Opens a browser where that was asked for and can be, else says where the app is. Whether it opened one. */
async function showAddress(
  addresses: Addresses,
  mayOpen: boolean,
  dataFolder: string,
  context: Told,
): Promise<boolean> {
  const { address } = addresses
  const reason = mayOpen
    ? await openBrowser(addresses, dataFolder)
    : 'it was not asked for (--open)'
  if (reason !== null && mayOpen) {
    context.note(`No browser was opened: ${reason}. Open this address yourself:`)
  }
  context.print(reason === null ? null : address, { address })
  return reason === null
}
