import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ListPreview, ListRequest } from '../../shared/api/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { Known } from './add-known.ts'
import { UsageError, type CommandContext } from './command.ts'

/** A list that was named: how to ask for it, and what it is called. */
export type ListSource = { source: string; request: () => Promise<ListRequest> }

/**
 * What a list came to. `here`: its pages that are in the library already; `fresh`: the others, which
 * are captured one after another.
 */
export type ListResult = {
  source: string
  ok: boolean
  found: number
  here: { url: string; articleId: string }[]
  refused: ListPreview['refused']
  message?: string
  fresh: string[]
}

/** The lists that the option names; a single article's facts can't go with them. */
export function readListSources(named: readonly string[], known: Known): ListSource[] {
  if (named.length > 0 && known.url !== undefined) {
    throw new UsageError(
      '--url says where one file or text is from, so it does not go with --list.',
    )
  }
  return named.map((source) => ({ source, request: () => requestOf(source, known) }))
}

/** Reads one list, and says how many pages it names and how many of them are here. */
export async function readList(
  { source, request }: ListSource,
  context: CommandContext,
): Promise<ListResult> {
  try {
    const { pages, refused } = await context.call(
      'lists.read',
      await request(),
      ({ done, total }) => context.note(`  list ${done + 1} of ${total}`),
    )
    const here = pages.flatMap(({ url, articleId }) =>
      articleId === null ? [] : [{ url, articleId }],
    )
    const fresh = pages.flatMap(({ url, articleId }) => (articleId === null ? [url] : []))
    context.note(`${source}: ${pages.length} found, ${here.length} already here.`)
    for (const { text, reason } of refused) context.note(`  Left out: ${text}\n    ${reason}`)
    return { source, ok: true, found: pages.length, here, refused, fresh }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { message } = error
    return { source, ok: false, found: 0, here: [], refused: [], message, fresh: [] }
  }
}

/** The same for people, on standard output. */
export function listInWords({ source, message, found, here }: ListResult): string {
  return message === undefined
    ? `${source}: ${found} found, ${here.length} already here`
    : `Not read: ${source}\n  ${message}`
}

async function requestOf(source: string, { allowPrivate }: Known): Promise<ListRequest> {
  if (/^https?:\/\//iu.test(source)) return { kind: 'address', url: source, allowPrivate }
  try {
    const bytes = new Uint8Array(await readFile(source))
    return { kind: 'file', name: basename(source), bytes }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new AppError(
      'unreadable-file',
      `The list “${source}” cannot be read (${code ?? 'unknown error'}). Nothing was captured; check that it exists and that you may open it.`,
      { cause },
    )
  }
}
