import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { CaptureOutcome, CaptureRequest } from '../../../shared/api/contract.ts'
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import {
  text,
  texts,
  UsageError,
  type Command,
  type CommandContext,
  type OptionValues,
} from '../command.ts'

type AddResult =
  | { input: string; ok: true; articleId: string; version: number; title: string; sha256: string }
  | { input: string; ok: false; code: string; message: string }

/** `pressmark add`: captures addresses, files, or what comes on standard input. */
export const add: Command = {
  usage: 'add URL…|FILE…|-',
  about:
    'Captures web pages, .html and .txt files, or (-) text or a list of addresses from standard\n' +
    'input. --outlet, --author, --date and --url say what is known of a text; --url also of a file.',
  example: 'pressmark add https://harbourpost.example/flood-report notes.txt',
  options: {
    outlet: { type: 'string' },
    author: { type: 'string', multiple: true },
    date: { type: 'string' },
    url: { type: 'string' },
    'allow-private-addresses': { type: 'boolean' },
  },
  async run(inputs, values, context) {
    if (inputs.length === 0) throw new UsageError('add needs an address, a file or -.')
    checkFacts(values)
    const expanded: { input: string; stdin?: string }[] = []
    for (const input of inputs) expanded.push(...(await expand(input, context)))
    if (text(values, 'url') !== undefined && expanded.length > 1) {
      throw new UsageError('--url says where one text or file is from, so it goes with one input.')
    }
    if (describesText(values) && expanded.some(({ stdin }) => stdin === undefined)) {
      throw new UsageError('--outlet, --author and --date go with a text from standard input (-).')
    }
    const results: AddResult[] = []
    for (const { input, stdin } of expanded) {
      results.push(await addOne(input, stdin, values, context))
    }
    const exitCode = results.every(({ ok }) => ok) ? 0 : 1
    return { json: { results }, words: results.map(inWords).join('\n'), exitCode }
  },
}

/** Standard input holds either a list of addresses or one text. */
async function expand(
  input: string,
  context: CommandContext,
): Promise<{ input: string; stdin?: string }[]> {
  if (input !== '-') return [{ input }]
  const stdin = await context.readStdin()
  const lines = stdin.split(/\r?\n/u).map((line) => line.trim())
  const filled = lines.filter((line) => line !== '')
  const isList = filled.length > 0 && filled.every((line) => /^https?:\/\/\S+$/iu.test(line))
  return isList ? filled.map((line) => ({ input: line })) : [{ input: '-', stdin }]
}

async function addOne(
  input: string,
  stdin: string | undefined,
  values: OptionValues,
  context: CommandContext,
): Promise<AddResult> {
  try {
    const request = await requestFor(input, stdin, values)
    context.note(`Capturing ${input} …`)
    let step = ''
    const outcome: CaptureOutcome = await context.call('captures.add', request, (progress) => {
      if (progress.step !== step) context.note(`  ${progress.step}`)
      step = progress.step
    })
    if (outcome.outcome === 'unchanged') {
      context.note(`  The same text as version ${outcome.version}: no new version was made.`)
    }
    for (const warning of outcome.warnings) context.note(`  Note: ${warning}`)
    const { articleId, version, title, sha256 } = outcome
    return { input, ok: true, articleId, version, title, sha256 }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { input, ok: false, code: error.code, message: error.message }
  }
}

async function requestFor(
  input: string,
  stdin: string | undefined,
  values: OptionValues,
): Promise<CaptureRequest> {
  const url = text(values, 'url')
  const known = url === undefined ? {} : { url }
  if (stdin !== undefined) return { kind: 'text', text: stdin, ...known, ...described(values) }
  if (await isFile(input)) {
    return { kind: 'file', name: basename(input), bytes: await readBytes(input), ...known }
  }
  const allowPrivate = values['allow-private-addresses'] === true
  return { kind: 'address', url: input, allowPrivate }
}

function described(values: OptionValues): Partial<Extract<CaptureRequest, { kind: 'text' }>> {
  const outlet = text(values, 'outlet')
  const published = text(values, 'date')
  const authors = texts(values, 'author')
  return {
    ...(outlet === undefined ? {} : { outlet }),
    ...(published === undefined ? {} : { published }),
    ...(authors.length === 0 ? {} : { authors }),
  }
}

function describesText(values: OptionValues): boolean {
  return ['outlet', 'author', 'date'].some((name) => values[name] !== undefined)
}

function checkFacts(values: OptionValues): void {
  const day = text(values, 'date')
  if (day !== undefined && !z.iso.date().safeParse(day).success) {
    throw new UsageError('--date takes a day such as 2026-11-24.')
  }
}

async function isFile(input: string): Promise<boolean> {
  if (/^[a-z][a-z0-9+.-]+:/iu.test(input)) return false
  try {
    return (await stat(input)).isFile()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return false
    throw unreadable(input, error)
  }
}

async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (error) {
    throw unreadable(path, error)
  }
}

function unreadable(path: string, cause: unknown): AppError {
  const { code } = cause as NodeJS.ErrnoException
  return new AppError(
    'unreadable-file',
    `The file ${path} cannot be read (${code ?? 'unknown error'}). Nothing was captured; check that it exists and that you may open it.`,
    { cause },
  )
}

function inWords(result: AddResult): string {
  return result.ok
    ? `${result.articleId.slice(-8)}  version ${result.version}  ${result.title}`
    : `Not captured: ${result.input}\n  ${result.message}`
}
