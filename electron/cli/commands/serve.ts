import { machineFolders } from '../../app/machine-folders.ts'
import { openBrowser } from '../../server/open-browser.ts'
import { startServer } from '../../server/start-server.ts'
import { UsageError, type Command, type CommandContext } from '../command.ts'

/** `pressmark serve`: the app in a browser, until it is stopped. */
export function serve(rendererFolder: string): Command {
  return {
    usage: 'serve',
    about:
      'Serves the app to a browser on this machine and prints its address, good for one window.\n' +
      '--open opens a browser where there is a display; --port takes a fixed port. Ctrl+C ends it.',
    example: 'pressmark serve --open',
    options: { port: { type: 'string' }, open: { type: 'boolean' } },
    opens: 'window',
    async run(positionals, values, context) {
      if (positionals.length > 0) throw new UsageError('serve takes no words.')
      const port = Number(values['port'] ?? 0)
      if (!Number.isInteger(port) || port < 0 || port > 65_535) {
        throw new UsageError('--port takes a number from 0 to 65535.')
      }
      await serveUntilStopped(rendererFolder, port, values['open'] === true, context)
      return { json: { stopped: true }, words: 'Stopped.', exitCode: 0 }
    },
  }
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
  const reason = mayOpen
    ? openBrowser(server.address, machineFolders().data)
    : 'it was not asked for (--open)'
  if (reason === null) {
    context.note(`Pressmark is open in your browser, from ${server.origin}. Ctrl+C ends it.`)
  } else {
    if (mayOpen) context.note(`No browser was opened: ${reason}. Open this address yourself:`)
    context.print(server.address)
  }
  await context.stopped
  await server.close()
}
