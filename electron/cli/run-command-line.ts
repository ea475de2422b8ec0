import { toFailure } from '../../shared/api/result.ts'
import { run, type Application } from '../../shared/api/serve.ts'
import { AppError } from '../../shared/errors.ts'
import {
  asUsage,
  text,
  UsageError,
  type Call,
  type Command,
  type CommandContext,
  type CommandOutcome,
  type Opens,
  type Prepared,
  type Run,
} from './command.ts'
import { commandHelp, generalHelp } from './help.ts'
import { findCommand, parseCommandLine, wantsJson } from './parse-command-line.ts'

/** Where the command line reads and writes, and how it gets at the application. */
export type CommandLineHost = {
  version: string
  /** The folder of the library that was named, by the option or the environment, if one was. */
  askedFolder(option: string | undefined): string | null
  openApp(asked: string | null, opens: Opens): Promise<Application>
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
  let command: Command | null = null
  if (args[0] === '--version') {
    host.writeOut(isJson ? `${JSON.stringify({ version: host.version })}\n` : `${host.version}\n`)
    return 0
  }
  try {
    command = findCommand(args, commands)
    if (command === null) {
      host.writeOut(`${generalHelp(commands)}\n`)
      return 0
    }
    const { positionals, values } = parseCommandLine(command, args.slice(1))
    if (values['help'] === true) {
      host.writeOut(`${commandHelp(command)}\n`)
      return 0
    }
    const asked = asUsage(() => host.askedFolder(text(values, 'library')))
    const prepared = await command.prepare(positionals, values, () => host.readStdin())
    const { instead, run: ready } = typeof prepared === 'function' ? alone(prepared) : prepared
    const telling = { asked, ...tellers(isJson, host) }
    const outcome =
      (await instead(telling)) ?? (await execute(ready, { asked, command, isJson }, host))
    if ('words' in outcome) printOutcome(outcome, isJson, host)
    return outcome.exitCode
  } catch (error) {
    return tellFailure(error, { isJson, command }, host)
  }
}

function alone(ready: Run): Prepared {
  return { instead: () => Promise.resolve(null), run: ready }
}

function tellers(isJson: boolean, host: CommandLineHost): Pick<CommandContext, 'note' | 'print'> {
  return {
    note: (line) => host.writeError(`${line}\n`),
    print: (words, json) => printOutcome({ words, json }, isJson, host),
  }
}

async function execute(
  ready: Run,
  { asked, command, isJson }: { asked: string | null; command: Command; isJson: boolean },
  host: CommandLineHost,
): Promise<CommandOutcome> {
  const app = await host.openApp(asked, command.opens ?? 'library')
  const call = caller(app, host)
  // Whatever was met that a person should know: a window stays, so it is told before.
  const tellProblems = async (): Promise<void> => {
    const { problems, readOnly } = await call('library.describe', {})
    const told = problems.map(({ message }) => message)
    if (readOnly !== null && !told.includes(readOnly)) host.writeError(`Note: ${readOnly}\n`)
    for (const message of told) host.writeError(`Note: ${message}\n`)
  }
  try {
    if (command.opens === 'window') await tellProblems()
    const outcome = await ready({
      application: app,
      asked,
      call,
      ...tellers(isJson, host),
      report: host.report,
      stopped: whenAborted(host.signal),
    })
    if (command.opens !== 'window' && !host.signal.aborted) await tellProblems()
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
  { isJson, command }: { isJson: boolean; command: Command | null },
  host: CommandLineHost,
): 1 | 2 {
  if (error instanceof UsageError) {
    const help = command === null ? 'See pressmark --help.' : commandHelp(command)
    if (isJson) printFailure(host, { code: 'invalid-input', message: error.message })
    host.writeError(`${error.message}\n${help}\n`)
    return 2
  }
  const { code, message } = toFailure(error, host.report)
  if (isJson) printFailure(host, { code, message })
  else host.writeError(`${message}\n`)
  return 1
}

function printOutcome(
  { words, json }: { words: string | null; json: unknown },
  isJson: boolean,
  host: CommandLineHost,
): void {
  const shown = isJson ? JSON.stringify(json, null, 2) : words
  if (shown !== null) host.writeOut(`${shown}\n`)
}

function printFailure(host: CommandLineHost, error: { code: string; message: string }): void {
  host.writeOut(`${JSON.stringify({ error }, null, 2)}\n`)
}
