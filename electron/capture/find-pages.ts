import { articleKey } from '../../shared/domain/article-key.ts'
import { AppError } from '../../shared/errors.ts'
import { decodeText } from './charset.ts'
import type { CaptureContext } from './context.ts'
import type { Extraction } from './extraction.ts'
import { fetchAddress } from './fetch/fetch-address.ts'
import { headerOf } from './fetch/headers.ts'
import { parseContentType } from './fetch/media-type.ts'
import { sizeInWords, type Limits } from './limits.ts'
import type { ListEntry, ListKind, ListTask, ReadList } from './lists/list-entry.ts'
import { listKindOf } from './lists/read-list.ts'

/** A list that a person has: pasted, in a file, or at an address. */
export type GivenList =
  | { kind: 'text'; text: string }
  | { kind: 'file'; name: string; bytes: Uint8Array }
  | { kind: 'address'; url: string }

/**
 * The pages that a list names, each once, in its order; what is no address, and the further lists that
 * could not be read, each with the reason.
 */
export type FoundPages = {
  kind: ListKind
  pages: ListEntry[]
  refused: { text: string; reason: string }[]
}

/** What finding pages needs. `turn` waits until a site may be asked. */
export type FindOptions = {
  extraction: Extraction
  limits: Limits
  userAgent: string
  context: Omit<CaptureContext, 'progress'> & {
    progress: (progress: { done: number; total: number }) => void
    turn: <T>(host: string, work: () => Promise<T>) => Promise<T>
  }
}

/** More than a person looks through before saying yes. */
export const mostPages = 5_000
/** An outline of more feeds, or a sitemap of more parts, is a crawl. */
export const mostLists = 50

const accept =
  'application/rss+xml,application/atom+xml,application/xml,text/xml,text/x-opml,text/csv,text/plain,*/*;q=0.1'

/**
 * Reads a list and the lists that it names, such as the feeds of an outline, each address once: a feed
 * that names itself ends there. Nothing is captured by this.
 */
export async function findPages(given: GivenList, options: FindOptions): Promise<FoundPages> {
  const { signal, progress } = options.context
  const first = await taskOf(given, options)
  const read = await options.extraction.readList(first, signal)
  const asked = new Set(first.url === null ? [] : [articleKey(new URL(first.url))])
  const collected = collector(asked)
  collected.add(read)
  const queue = [...read.further]
  let done = 0
  while (queue.length > 0) {
    const url = queue.shift() ?? ''
    const key = articleKey(new URL(url))
    if (asked.has(key)) continue
    if (asked.size >= mostLists) {
      collected.refuse(url, `Not read: ${mostLists} lists are read at once at most.`)
      continue
    }
    asked.add(key)
    progress({ done, total: done + queue.length + 1 })
    done += 1
    const part = await further(url, options)
    if ('reason' in part) collected.refuse(url, part.reason)
    else {
      collected.add(part)
      queue.push(...part.further)
    }
  }
  return { kind: read.kind, ...collected.result() }
}

async function further(url: string, options: FindOptions): Promise<ReadList | { reason: string }> {
  try {
    const task = await fetchedList(url, options)
    return await options.extraction.readList(task, options.context.signal)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error
    return { reason: error.message }
  }
}

/** What was found, each page once; pages that are the lists themselves are none. */
function collector(lists: ReadonlySet<string>): {
  add: (read: ReadList) => void
  refuse: (text: string, reason: string) => void
  result: () => Omit<FoundPages, 'kind'>
} {
  const pages = new Map<string, ListEntry>()
  const refused: FoundPages['refused'] = []
  let over = 0
  return {
    add: (read) => {
      refused.push(...read.refused)
      for (const entry of read.entries) {
        const key = articleKey(new URL(entry.url))
        if (pages.has(key)) continue
        if (pages.size < mostPages) pages.set(key, entry)
        else over += 1
      }
    },
    refuse: (text, reason) => void refused.push({ text, reason }),
    result: () => {
      const own = [...pages].filter(([key]) => lists.has(key))
      for (const [key, { url }] of own) {
        pages.delete(key)
        refused.push({ text: url, reason: 'This is the list itself.' })
      }
      if (over > 0) {
        const text = `${over} more`
        refused.push({ text, reason: `Left out: a list gives ${mostPages} pages at most.` })
      }
      return { pages: [...pages.values()], refused }
    },
  }
}

async function taskOf(given: GivenList, options: FindOptions): Promise<ListTask> {
  if (given.kind === 'text') return { text: given.text, name: '', url: null }
  if (given.kind === 'address') return fetchedList(given.url, options)
  const { name, bytes } = given
  if (bytes.length > options.limits.listBytes) throw tooBig(`“${name}”`, options.limits)
  return { text: decoded(bytes, null), name, url: null }
}

/** A list at an address; a page that is none is refused with a sentence. */
async function fetchedList(url: string, options: FindOptions): Promise<ListTask> {
  const { limits, context, userAgent } = options
  const address = new URL(url)
  const fetched = await context.turn(address.host, () =>
    fetchAddress(address, {
      limits,
      maxBytes: limits.listBytes,
      totalMs: limits.totalTimeoutMs,
      userAgent,
      accept,
      signal: context.signal,
      isAllowedAddress: context.isAllowedAddress,
    }),
  )
  if (fetched.body.length > limits.listBytes) throw tooBig(`The list at ${address.host}`, limits)
  const type = parseContentType(headerOf(fetched.headers, 'content-type'))
  const text = decoded(fetched.body, type.charset)
  const name = fetched.finalUrl.pathname
  const isPlainText = type.mediaType === 'text/plain' || type.mediaType === 'text/csv'
  if (listKindOf(text, name) === null && !isPlainText) {
    throw new AppError(
      'unsupported-type',
      `${address.host} sent no list of addresses (a feed, a sitemap, an outline, a table or plain text). Nothing was captured; if it is an article, add its address by itself.`,
    )
  }
  return { text, name, url: fetched.finalUrl.href }
}

/** The characters of a list; XML says its encoding in its own first line. */
function decoded(bytes: Uint8Array, charset: string | null): string {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const own = /^\s*<\?xml[^>]*encoding=["']([\w.:-]+)["']/iu.exec(start)?.[1] ?? null
  return decodeText(bytes, { header: charset ?? own, isHtml: false }).text
}

function tooBig(subject: string, limits: Limits): AppError {
  return new AppError(
    'too-big',
    `${subject} is larger than ${sizeInWords(limits.listBytes)}, which no list of articles is. Nothing was captured.`,
  )
}
