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
  command: Command | null
  positionals: string[]
  values: OptionValues
}

/** Whether `--json` is among the arguments, however wrong the rest may be. */
export function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return (end === -1 ? args : args.slice(0, end)).includes('--json')
}

/** The command that the first word names; null for general help. Throws `UsageError`. */
export function findCommand(
  args: readonly string[],
  commands: ReadonlyMap<string, Command>,
): Command | null {
  const [name] = args
  if (name === undefined) throw new UsageError('Say what to do.')
  if (name === '--help' || name === '-h' || name === 'help') return null
  const command = commands.get(name)
  if (command !== undefined) return command
  throw new UsageError(
    name.startsWith('-')
      ? `The command comes first, then “${name}”: pressmark list ${name}, for example.`
      : `There is no command “${name}”.`,
  )
}

/** Reads what follows the name of a command. Throws `UsageError` for what it does not take. */
export function parseCommandLine(command: Command, args: readonly string[]): CommandLine {
  const options = { ...common, ...command.options }
  // Not strict, because Node's own sentences speak of its parser: the tokens are judged here.
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const seen = new Set<string>()
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    judgeOption(token, options[token.name])
    const isRepeated = seen.has(token.name) && options[token.name]?.multiple !== true
    if (isRepeated) throw new UsageError(`${token.rawName} stands there twice. Give it once.`)
    seen.add(token.name)
  }
  return { command, positionals, values }
}

type OptionToken = {
  rawName: string
  value?: string | undefined
  inlineValue?: boolean | undefined
}

function judgeOption(
  { rawName, value, inlineValue }: OptionToken,
  option: ParseArgsOptionsConfig[string] | undefined,
): void {
  if (option === undefined) throw new UsageError(`There is no option “${rawName}” here.`)
  if (option.type === 'boolean') {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value.`)
    return
  }
  if (value === undefined) throw new UsageError(`${rawName} needs a value.`)
  // `--out --force` means two options; who means the words writes them with an equals sign.
  if (inlineValue !== true && value.length > 1 && value.startsWith('-')) {
    throw new UsageError(
      `${rawName} needs a value. One that begins with a hyphen is written ${rawName}=VALUE.`,
    )
  }
}
