import { toFailure } from '../../shared/api/result.ts'
import { run, type Application } from '../../shared/api/serve.ts'
import { AppError } from '../../shared/errors.ts'
import { UsageError, type Call, type Command, type CommandOutcome } from './command.ts'
import { commandHelp, generalHelp } from './help.ts'
import { parseCommandLine, wantsJson, type CommandLine } from './parse-command-line.ts'

/** Where the command line reads and writes, and how it gets at the application. */
export type CommandLineHost = {
  openApp(library: string | undefined, opens: 'library' | 'window'): Promise<Application>
  writeOut(text: string): void
  writeError(text: string): void
  readStdin(): Promise<string>
  report(bug: unknown): void
  signal: AbortSignal
}

/** Runs one command line; returns the exit code: 0, 1 for a failure, 2 for wrong usage. */
export async function runCommandLine(
  args: readonly string[],
  commands: ReadonlyMap<string, Command>,
  host: CommandLineHost,
): Promise<0 | 1 | 2> {
  const isJson = wantsJson(args)
  let line: CommandLine | null = null
  try {
    line = parseCommandLine(args, commands)
    if (line.command === null || line.values['help'] === true) {
      host.writeOut(
        `${line.command === null ? generalHelp(commands) : commandHelp(line.command)}\n`,
      )
      return 0
    }
    const outcome = await execute(line, line.command, host)
    host.writeOut(`${isJson ? JSON.stringify(outcome.json, null, 2) : outcome.words}\n`)
    return outcome.exitCode
  } catch (error) {
    return tellFailure(error, { isJson, commands, line }, host)
  }
}

async function execute(
  line: CommandLine,
  command: Command,
  host: CommandLineHost,
): Promise<CommandOutcome> {
  const library = line.values['library']
  const app = await host.openApp(
    typeof library === 'string' ? library : undefined,
    command.opens ?? 'library',
  )
  const call = caller(app, host)
  try {
    const outcome = await command.run(line.positionals, line.values, {
      application: app,
      call,
      note: (text) => host.writeError(`${text}\n`),
      print: (text) => host.writeOut(`${text}\n`),
      readStdin: () => host.readStdin(),
      report: host.report,
      stopped: whenAborted(host.signal),
    })
    // Whatever was met on the way that a person should know, for every command alike.
    if (!host.signal.aborted) {
      const { problems } = await call('library.describe', {})
      for (const { message } of problems) host.writeError(`Note: ${message}\n`)
    }
    return outcome
  } finally {
    await app.close()
  }
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function caller(app: Application, host: CommandLineHost): Call {
  return async (name, input, onProgress) => {
    const progress = (onProgress ?? (() => undefined)) as (value: unknown) => void
    const context = { signal: host.signal, progress }
    const result = await run(app.handlers, name, input, context, host.report)
    if (result.ok) return result.value
    throw new AppError(result.error.code, result.error.message, { facts: result.error.facts ?? {} })
  }
}

function tellFailure(
  error: unknown,
  about: {
    isJson: boolean
    commands: ReadonlyMap<string, Command>
    line: CommandLine | null
  },
  host: CommandLineHost,
): 1 | 2 {
  if (error instanceof UsageError) {
    const command = about.line?.command ?? null
    const help = command === null ? 'See pressmark --help.' : commandHelp(command)
    if (about.isJson) printFailure(host, { code: 'invalid-input', message: error.message })
    host.writeError(`${error.message}\n${help}\n`)
    return 2
  }
  const { code, message } = toFailure(error, host.report)
  if (about.isJson) printFailure(host, { code, message })
  else host.writeError(`${message}\n`)
  return 1
}

function printFailure(host: CommandLineHost, error: { code: string; message: string }): void {
  host.writeOut(`${JSON.stringify({ error }, null, 2)}\n`)
}
