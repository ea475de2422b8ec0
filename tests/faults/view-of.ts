import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { MachineSettings } from '../../electron/app/machine-settings.ts'
import { indexName } from '../../electron/exchange/export-index.ts'
import { createDisk } from '../../electron/library/disk.ts'
import { SessionFile } from '../../electron/app/session-file.ts'
import { openDocument } from '../../electron/library/json-document.ts'
import { readDocument } from '../../electron/library/json-text.ts'
import { parseLine } from '../../electron/library/journal-lines.ts'
import { openLibrary, type Library } from '../../electron/library/open-library.ts'
import { findRecord } from '../../electron/server/running-record.ts'
import type { Article } from '../../shared/domain/article.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { AppError, assertNever } from '../../shared/errors.ts'

/**
 * Everything that can be found in a world, by the document that holds it, as the library's own code
 * reads it; and what is not as it should be.
 */
export type View = { parts: Record<string, unknown>; problems: string[] }

/** The parts of a world that can be read one without the other; each lies in its own folder. */
export const regions = ['library', 'data/sample', 'data', 'exports'] as const
export type Region = (typeof regions)[number]

/** Where a path of a world belongs. */
export function regionOf(path: string): Region | null {
  return regions.find((region) => path === region || path.startsWith(`${region}/`)) ?? null
}

/** Reads a world. Nothing is written by it. */
export async function viewOf(world: string): Promise<View> {
  return merged(await Promise.all(regions.map((region) => viewOfRegion(world, region))))
}

/** The views of all regions as one. */
export function merged(views: readonly View[]): View {
  return {
    parts: Object.assign({}, ...views.map(({ parts }) => parts)) as View['parts'],
    problems: views.flatMap(({ problems }) => problems),
  }
}

/** Reads one region of a world. */
export async function viewOfRegion(world: string, region: Region): Promise<View> {
  const problems: string[] = []
  const folder = join(world, region)
  try {
    const parts = await partsOf(region, folder, problems)
    if (region !== 'exports') await checkPrevious(folder, problems)
    const there = Object.entries(parts).filter(([, part]) => part !== null)
    return { parts: Object.fromEntries(there), problems }
  } catch (error) {
    return { parts: {}, problems: [...problems, String(error)] }
  }
}

async function partsOf(
  region: Region,
  folder: string,
  problems: string[],
): Promise<Record<string, unknown>> {
  switch (region) {
    case 'library':
      return libraryParts(folder, problems, '')
    case 'data/sample':
      return libraryParts(folder, problems, 'sample ')
    case 'data':
      return machineParts(folder, problems)
    case 'exports':
      return exportParts(folder, '')
    default:
      return assertNever(region)
  }
}

async function libraryParts(folder: string, problems: string[], prefix: string) {
  const names = await namesIn(folder)
  if (names.length === 0) return {}
  const machine = {
    coderId: '01arz3ndektsv4rrffq69g5fav',
    deviceId: '01arz3ndektsv4rrffq69g5faw',
    hostId: 'reader',
    coderName: 'Reader',
  }
  const nowhere = join(folder, 'nothing-is-written')
  const options = { folder, machine, cacheFolder: nowhere, deviceMemoryFile: nowhere }
  const library = await openLibrary(options)
  if (library.readOnly !== null) problems.push(library.readOnly)
  const tell = (problem: string): unknown => problems.push(problem)
  const parts = await partsOfLibrary(library, tell)
  problems.push(...library.problems().map(({ message }) => message))
  const all = Object.entries({ ...parts, ...(await journalParts(folder, problems)) })
  return Object.fromEntries(all.map(([name, part]) => [prefix + name, part]))
}

/** What a library shows, by document; where `tell` is given, without what cannot be read. */
export async function partsOfLibrary(
  library: Library,
  tell: ((problem: string) => unknown) | null = null,
): Promise<Record<string, unknown>> {
  const parts: Record<string, unknown> = {}
  const part = async (name: string, read: () => Promise<unknown>): Promise<void> => {
    try {
      parts[name] = await read()
    } catch (error) {
      if (tell === null || !(error instanceof AppError)) throw error
      tell(error.message)
    }
  }
  await part('record', () => library.record())
  await part('codebook', () => library.codebook.read())
  await part('collections', () => library.collections.read())
  for (const coder of await library.coders.list()) parts[`coder ${coder.id}`] = coder
  for (const article of await library.articles.list()) {
    parts[`article ${article.id}`] = article
    for (const { id } of article.versions) {
      await part(`version ${id}`, () => wholeVersion(library, article, id))
    }
    await part(`annotations ${article.id}`, () => library.annotations.ofArticle(article.id))
  }
  return parts
}

async function wholeVersion(library: Library, article: Article, id: Id) {
  const { record, text, leftOut } = await library.articles.readVersion(article, id)
  for (const { file } of record.media) {
    if (file !== null) await library.articles.readMedia(article, file)
  }
  return { record, text, leftOut }
}

/**
 * The lines of each journal. Its chain must be whole; bytes that a crash left are at the end, or
 * closed by a line that says so.
 */
async function journalParts(library: string, problems: string[]) {
  const parts: Record<string, unknown[]> = {}
  for (const name of await namesIn(join(library, 'journal'))) {
    if (name.startsWith('.')) continue
    const lines = (await readFile(join(library, 'journal', name), 'utf8')).split('\n')
    const found: { self: string; act: unknown }[] = []
    for (const [index, line] of lines.entries()) {
      const read = parseLine(line)
      if (read === null) {
        const isClosed = parseLine(lines[index + 1] ?? '')?.what === 'unfinished'
        const isEnd = index === lines.length - 1
        if (!isEnd && !isClosed) problems.push(`line ${index + 1} of ${name} is no whole line`)
        continue
      }
      const last = found.at(-1)?.self ?? null
      if (read.prev !== last) problems.push(`line ${index + 1} of ${name} does not follow the last`)
      const { self, what, ids, detail } = read
      found.push({ self, act: { what, ids, detail } })
    }
    parts[`journal ${name}`] = found
  }
  return parts
}

/** The part of a queue that waits for a person; what is under way is nobody's work yet. */
const Queue = z.looseObject({ format: z.literal(1), attempts: z.array(z.unknown()) })

/** The part with the records of running servers: a power cut may take it, but nothing else may. */
export const runningPart = 'running'

async function runningRecords(data: string): Promise<unknown[]> {
  const names = (await namesIn(join(data, 'running'))).filter((name) => name.endsWith('.json'))
  const records = await Promise.all(names.map((name) => findRecord(join(data, 'running', name))))
  return records.filter((record) => record !== null)
}

async function machineParts(data: string, problems: string[]) {
  const disk = createDisk({ root: data, hostId: 'reader' })
  const path = join(data, 'settings.json')
  const document = openDocument({ path, schema: MachineSettings, initial: null, disk })
  const parts: Record<string, unknown> = { settings: await document.read() }
  for (const id of await namesIn(join(data, 'libraries'))) {
    const place = { disk, path: join(data, 'libraries', id, 'queue.json'), initial: null }
    const queue = await openDocument({ ...place, schema: Queue }).read()
    if (queue !== null && queue.attempts.length > 0) parts[`queue ${id}`] = queue.attempts
    const path = join(data, 'libraries', id, 'session.json')
    const session = openDocument({ disk, path, schema: SessionFile, initial: null })
    parts[`session ${id}`] = (await session.read())?.session ?? null
  }
  parts[runningPart] = await runningRecords(data)
  problems.push(...disk.problems.all().map(({ message }) => message))
  return parts
}

/**
 * The bytes of every exported file by their hash; what an export has not finished is hidden. The
 * index of a folder names old and new while files are exchanged: it must know those that are there.
 */
async function exportParts(folder: string, inside: string): Promise<Record<string, unknown>> {
  const parts: Record<string, unknown> = {}
  const path = (name: string): string => join(folder, inside, name)
  const entries = (await entriesOf(join(folder, inside))).filter(({ name }) => name[0] !== '.')
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    Object.assign(parts, await exportParts(folder, join(inside, name)))
  }
  const files = entries.filter((entry) => entry.isFile() && entry.name !== indexName)
  const hashes = new Map<string, string>()
  for (const { name } of files) hashes.set(name, sha256Of(await readFile(path(name))))
  for (const [name, hash] of hashes) parts[`export ${join(inside, name)}`] = hash
  const index = entries.some(({ name }) => name === indexName)
    ? await readFile(path(indexName), 'utf8')
    : null
  if (index !== null) {
    JSON.parse(index)
    const unknown = [...hashes].filter(([, hash]) => !index.includes(hash)).map(([name]) => name)
    parts[`export index of ${inside}`] = { unknown }
  }
  return parts
}

/** What a document was before its last save must be a document, too. */
async function checkPrevious(folder: string, problems: string[]): Promise<void> {
  if ((await entriesOf(folder)).length === 0) return
  for (const path of await readdir(folder, { recursive: true })) {
    if (!path.endsWith('.prev')) continue
    const reading = readDocument(await readFile(join(folder, path)), z.looseObject({}), 9)
    if (reading.kind !== 'whole') problems.push(`${path} is not whole`)
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

const namesIn = async (folder: string): Promise<string[]> =>
  (await entriesOf(folder)).map(({ name }) => name)

const texts = new WeakMap<object, string>()

/** A value as text, equal for equal values. Views are never changed, so each is written once. */
export function canonical(value: unknown): string {
  const isObject = value !== null && typeof value === 'object'
  const known = isObject ? texts.get(value) : undefined
  if (known !== undefined) return known
  const text = JSON.stringify(value ?? null, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
  if (isObject) texts.set(value, text)
  return text
}
