import type { ParseArgsOptionsConfig } from 'node:util'
import type { Application } from '../../shared/api/serve.ts'
import { AppError } from '../../shared/errors.ts'
import type { Input, JobName, OperationName, Output, Progress } from '../../shared/api/contract.ts'

/** Wrong usage: told with the command's help, exit code 2. */
export class UsageError extends Error {}

/** Calls one operation of the application; failures are thrown as `AppError`. */
export type Call = <Name extends OperationName>(
  name: Name,
  input: Input<Name>,
  onProgress?: Name extends JobName ? (value: Progress<Name>) => void : never,
) => Promise<Output<Name>>

/** What a command may use. `note` writes a line for people to standard error. */
export type CommandContext = {
  application: Application
  /** The folder of the library that was named; null: one's own. */
  asked: string | null
  call: Call
  note(line: string): void
  /** Writes to standard output at once, for a command that goes on: its words (null: none), or with `--json` its document. */
  print(words: string | null, json: unknown): void
  report(bug: unknown): void
  /** Fulfilled when the person or the system asks the program to end. */
  stopped: Promise<void>
}

/**
 * What a command answers: the document for `--json`, the same in words, and the exit code. `printed`:
 * both were written on the way.
 */
export type CommandOutcome =
  { json: unknown; words: string; exitCode: 0 | 1 } | { printed: true; exitCode: 0 | 1 }

/** A command line that is in order, to be run with the library open. */
export type Run = (context: CommandContext) => Promise<CommandOutcome>

/**
 * A run that may turn out to need no library of its own: `instead` is asked before one is opened, and
 * answers null where it is needed.
 */
export type Prepared = {
  instead(context: Pick<CommandContext, 'asked' | 'note' | 'print'>): Promise<CommandOutcome | null>
  run: Run
}

/** Values of options as node:util parses them. */
export type OptionValues = Readonly<
  Record<string, string | boolean | (string | boolean)[] | undefined>
>

/** How a command opens the library. */
export type Opens = 'library' | 'window' | 'nothing-written'

/** One command: how it is called, what it takes, what it does. */
export type Command = {
  usage: string
  about: string
  example: string
  options: ParseArgsOptionsConfig
  /**
   * `window`: as a window opens it, with the sample at the very first start. `nothing-written`: neither in the
   * library nor on this machine, not even the settings of a first start.
   */
  opens?: Opens
  /**
   * Reads words and options before anything is opened, so that wrong usage is told as such whatever
   * the state of the library. Throws `UsageError`.
   */
  prepare(
    positionals: readonly string[],
    values: OptionValues,
    readStdin: () => Promise<string>,
  ): Run | Prepared | Promise<Run>
}

/** What `read` gives; a value that it refuses is wrong usage here. */
export function asUsage<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof AppError) throw new UsageError(error.message)
    throw error
  }
}

/** The value of an option that is given once. */
export function text(values: OptionValues, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

/** The values of an option that may be given several times. */
export function texts(values: OptionValues, name: string): string[] {
  const value = values[name]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** A part of an id as it was typed, in lower case. Throws `UsageError` for what can be none. */
export function idPart(part: string): string {
  const id = part.toLowerCase()
  if (/^[0-9a-z]{6,26}$/u.test(id)) return id
  throw new UsageError(`“${part}” is not an id. Give six or more characters of one, as list shows.`)
}

/** The name of a collection as it was typed. Throws `UsageError` for what can be none. */
export function collectionName(typed: string): string {
  const name = typed.trim()
  if (name === '') throw new UsageError('A collection needs a name.')
  if (name.length > 200) {
    throw new UsageError('The name of a collection has at most 200 characters.')
  }
  return name
}

/** The articles and passages that parts of ids name, in their order. */
export async function resolveMembers(
  call: Call,
  parts: readonly string[],
): Promise<{ articleId: string; annotationId: string | null }[]> {
  const members: { articleId: string; annotationId: string | null }[] = []
  for (const part of parts) {
    members.push(await call('ids.resolve', { part }))
  }
  return members
}

/** The article that a part of an id names; a passage's id names its article. */
export async function resolveArticle(call: Call, part: string): Promise<string> {
  return (await call('ids.resolve', { part })).articleId
}
