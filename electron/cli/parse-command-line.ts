import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { UsageError, type Command, type OptionValues } from './command.ts'

/** Options that every command takes. */
const common: ParseArgsOptionsConfig = {
  library: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
}

/** A command line, understood. `command` null: only general help was asked for. */
export type CommandLine = {
  name: string | null
  command: Command | null
  positionals: string[]
  values: OptionValues
}

/** Whether `--json` is among the arguments, however wrong the rest may be. */
export function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return (end === -1 ? args : args.slice(0, end)).includes('--json')
}

/** Reads a command line. Throws `UsageError` for what no command takes. */
export function parseCommandLine(
  args: readonly string[],
  commands: ReadonlyMap<string, Command>,
): CommandLine {
  const [name, ...rest] = args
  if (name === undefined) throw new UsageError('Say what to do.')
  if (name === '--help' || name === '-h' || name === 'help') {
    return { name: null, command: null, positionals: [], values: {} }
  }
  const command = commands.get(name)
  if (command === undefined) throw new UsageError(`There is no command “${name}”.`)
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { ...common, ...command.options },
      allowPositionals: true,
      strict: true,
    })
    return { name, command, positionals, values }
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) throw new UsageError(error.message)
    throw error
  }
}
