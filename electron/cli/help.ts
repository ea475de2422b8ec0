import type { Command } from './command.ts'

/** The help of one command, with an example. */
export function commandHelp(command: Command): string {
  return [
    `Usage: pressmark ${command.usage} [OPTIONS]`,
    '',
    ...command.about.split('\n').map((line) => `  ${line}`),
    '',
    `Example: ${command.example}`,
    '',
    ...optionLines(command),
    '  --library DIR   the library to use (else PRESSMARK_LIBRARY, the last opened, Documents/Pressmark)',
    '  --json          print one JSON document on standard output',
    '  --help          show this text',
  ].join('\n')
}

/** The help of the program: every command with an example. */
export function generalHelp(commands: ReadonlyMap<string, Command>): string {
  const parts = [...commands.values()].map(
    (command) =>
      `  ${command.usage}\n    ${command.about.split('\n').join('\n    ')}\n    e.g. ${command.example}`,
  )
  return [
    'Usage: pressmark COMMAND [OPTIONS]',
    '',
    parts.join('\n\n'),
    '',
    'Each takes --library DIR, --json and --help. An ID is any part of six or more characters of an id',
    'that fits one. Exit code: 0, 1 for a failure told in a sentence, 2 for wrong usage.',
    'pressmark --version prints the version.',
  ].join('\n')
}

function optionLines(command: Command): string[] {
  return Object.entries(command.options).map(([name, { type, multiple }]) => {
    const value =
      type === 'string' ? ` VALUE${multiple === true ? ' (may be given again)' : ''}` : ''
    return `  --${name}${value}`
  })
}
