import { parseArgs } from 'node:util'

/** What was asked for. `input`, `output` and `json` are paths as they were given. */
export type Arguments = {
  name: string
  input: string | null
  output: string | null
  json: string | null
  updatesBaseline: boolean
  withTitle: boolean
}

/** Wrong usage, in a sentence. */
export class UsageError extends Error {}

const options = {
  in: { type: 'string' },
  out: { type: 'string' },
  json: { type: 'string' },
  'update-baseline': { type: 'boolean' },
  'with-title': { type: 'boolean' },
} as const

/** Reads the arguments. Throws `UsageError`, which names the benches where none or no known one was. */
export function parseArguments(args: readonly string[], names: readonly string[]): Arguments {
  const { values, positionals } = parse(args)
  const [name, ...rest] = positionals
  const known = `There are: ${names.join(', ')}.`
  if (name === undefined) throw new UsageError(`Say which bench to run. ${known}`)
  if (!names.includes(name)) throw new UsageError(`There is no bench “${name}”. ${known}`)
  if (rest.length > 0) throw new UsageError('One bench runs at a time.')
  for (const option of ['in', 'out', 'json'] as const) {
    if (values[option] === '') throw new UsageError(`--${option} needs a path.`)
  }
  return {
    name,
    input: values.in ?? null,
    output: values.out ?? null,
    json: values.json ?? null,
    updatesBaseline: values['update-baseline'] ?? false,
    withTitle: values['with-title'] ?? false,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) throw new UsageError(error.message)
    throw error
  }
}
