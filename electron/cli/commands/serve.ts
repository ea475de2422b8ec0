import { machineFolders } from '../../app/machine-folders.ts'
import { openBrowser } from '../../server/open-browser.ts'
import { startServer } from '../../server/start-server.ts'
import { text, UsageError, type Command, type CommandContext } from '../command.ts'

/** `pressmark serve`: the app in a browser, until it is stopped. */
export function serve(rendererFolder: string): Command {
  return {
    usage: 'serve',
    about:
      'Serves the app to a browser on this machine and prints its address, good for one window.\n' +
      '--open opens a browser where there is a display; --port takes a fixed port. Ctrl+C ends it.\n' +
      'With --json, standard output is {"address": …} as soon as the app is there.',
    example: 'pressmark serve --open',
    options: { port: { type: 'string' }, open: { type: 'boolean' } },
    opens: 'window',
    prepare(positionals, values) {
      if (positionals.length > 0) throw new UsageError('serve takes no words.')
      const port = portOf(text(values, 'port') ?? '0')
      return async (context) => {
        await serveUntilStopped(rendererFolder, port, values['open'] === true, context)
        context.note('Stopped.')
        return { printed: true, exitCode: 0 }
      }
    },
  }
}

function portOf(typed: string): number {
  const port = /^\d{1,5}$/u.test(typed) ? Number(typed) : Number.NaN
  if (port <= 65_535) return port
  throw new UsageError('--port takes a number from 0 to 65535.')
}

async function serveUntilStopped(
  rendererFolder: string,
  port: number,
  mayOpen: boolean,
  context: CommandContext,
): Promise<void> {
  const server = await startServer({
    application: context.application,
    rendererFolder,
    port,
    report: context.report,
  })
  const { address, origin } = server
  const reason = mayOpen
    ? await openBrowser(address, machineFolders().data)
    : 'it was not asked for (--open)'
  if (reason === null) {
    context.note(`Pressmark is open in your browser, from ${origin}. Ctrl+C ends it.`)
  } else if (mayOpen) {
    context.note(`No browser was opened: ${reason}. Open this address yourself:`)
  }
  context.print(reason === null ? null : address, { address })
  await context.stopped
  await server.close()
}
