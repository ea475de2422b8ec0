import type { CaptureOutcome } from '../../../shared/api/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import { addressInput, readInputs, type AddInput } from '../add-inputs.ts'
import { readKnown } from '../add-known.ts'
import { listInWords, readList, readListSources, type ListResult } from '../add-lists.ts'
import { texts, UsageError, type Command, type CommandContext } from '../command.ts'

type AddResult =
  | { input: string; ok: true; articleId: string; version: number; title: string; sha256: string }
  | { input: string; ok: false; code: string; message: string }

/** `pressmark add`: captures addresses, files, or what comes on standard input. */
export const add: Command = {
  usage: 'add URL…|FILE…|-|--list LIST',
  about:
    'Captures web pages, saved pages (.html with its folder beside it, .mhtml) and .txt files, or (-) a\n' +
    'text or a list of addresses from standard input. --outlet, --author (again for more) and --date\n' +
    '2026-11-24 say what you know of it: kept as your word, before what the page says, also when the same\n' +
    'text is added again. --url says where one file or text is from, as for a page that your browser shows\n' +
    'and saved. --list FILE or --list URL (again for more) captures every page that a table, a feed, a\n' +
    'sitemap, an outline, bookmarks or a text names, but for those that are here already.\n' +
    '--allow-private-addresses reaches your own network, for this call only.',
  example: 'pressmark add https://harbourpost.example/flood-report notes.txt',
  options: {
    outlet: { type: 'string' },
    author: { type: 'string', multiple: true },
    date: { type: 'string' },
    url: { type: 'string' },
    list: { type: 'string', multiple: true },
    'allow-private-addresses': { type: 'boolean' },
  },
  async prepare(typed, values, readStdin) {
    const known = readKnown(values)
    const lists = readListSources(texts(values, 'list'), known)
    if (typed.length + lists.length === 0) {
      throw new UsageError('add needs an address, a file, - or --list.')
    }
    const inputs = await readInputs(typed, known, readStdin)
    if (known.url !== undefined && (inputs.length > 1 || inputs[0]?.kind === 'address')) {
      throw new UsageError(
        '--url says where one file or text is from, so it goes with one of them.',
      )
    }
    return async (context) => {
      const read: ListResult[] = []
      const results: AddResult[] = []
      for (const list of lists) read.push(await readList(list, context))
      const pages = read.flatMap(({ fresh }) => fresh.map((url) => addressInput(url, known)))
      for (const input of [...inputs, ...pages]) results.push(await addOne(input, context))
      const isWhole = results.every(({ ok }) => ok) && read.every(({ ok }) => ok)
      const told = read.map(({ fresh: _fresh, ...list }) => list)
      return {
        json: { results, ...(told.length === 0 ? {} : { lists: told }) },
        words: [...read.map(listInWords), ...results.map(inWords)].join('\n'),
        exitCode: isWhole ? 0 : 1,
      }
    }
  },
}

async function addOne(
  { input, kind, request, says }: AddInput,
  context: CommandContext,
): Promise<AddResult> {
  try {
    context.note(`Capturing ${input} …`)
    let step = ''
    const outcome = await context.call('captures.add', await request(), (progress) => {
      if (progress.step !== step) context.note(`  ${progress.step}`)
      step = progress.step
    })
    tellMore(outcome, says, context)
    const { articleId, version, title, sha256 } = outcome
    return { input, ok: true, articleId, version, title, sha256 }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { input, ok: false, code: error.code, message: messageFor(error, input, kind) }
  }
}

/** The sentence, with what can be done about it here. */
function messageFor(error: AppError, input: string, kind: AddInput['kind']): string {
  const isMaybeFile = kind === 'address' && !input.includes('://')
  if (isMaybeFile && error.code === 'no-such-host') {
    return `There is no file “${input}”, and no site of that name was found either. Nothing was captured; check the name and your connection.`
  }
  const isRefused =
    error.code === 'http-status' && [401, 402, 403].includes(Number(error.facts['status']))
  if (isRefused) return `${error.message} Here pressmark add FILE --url ${input} does that.`
  // A place that the page chose is let in by no option.
  const mayBeAllowed = error.code === 'blocked-address' && error.facts['hop'] === 0
  return mayBeAllowed ? `${error.message} Here --allow-private-addresses does that.` : error.message
}

function tellMore(outcome: CaptureOutcome, says: boolean, context: CommandContext): void {
  if (outcome.outcome === 'unchanged') {
    const kept = says ? ' What you say of it is kept with the article.' : ''
    context.note(`  The same text as version ${outcome.version}: no new version was made.${kept}`)
  }
  for (const warning of outcome.warnings) context.note(`  Note: ${warning}`)
}

function inWords(result: AddResult): string {
  return result.ok
    ? `${result.articleId.slice(-8)}  version ${result.version}  ${result.title}`
    : `Not captured: ${result.input}\n  ${result.message}`
}
