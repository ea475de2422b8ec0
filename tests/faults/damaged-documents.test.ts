import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openAttempts } from '../../electron/app/attempts.ts'
import { openMachine } from '../../electron/app/machine-settings.ts'
import { openSessionFile } from '../../electron/app/session-file.ts'
import type { FileSystem } from '../../electron/library/file-system.ts'
import { sealedText } from '../../electron/library/json-text.ts'
import { findRecord } from '../../electron/server/running-record.ts'
import { sampleVersion } from '../../electron/library/testing/temporary-library.ts'
import { latestVersion } from '../../shared/domain/article.ts'
import { newId } from '../../shared/domain/ids.ts'
import { AppError } from '../../shared/errors.ts'
import type { Place } from './acts/kind.ts'
import { openAt } from './acts/library-acts.ts'
import { recordWith, runningRecordAt, sessionAt } from './acts/machine-acts.ts'
import { mutants } from './mutants.ts'
import { canonical, viewOf } from './view-of.ts'

const failure = { code: 'timeout' as const, message: 'It took too long.', facts: {} }

let folder: string
let place: Place
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressmark-damaged-'))
  const machine = { coderId: newId(), deviceId: newId(), hostId: 'this-host', coderName: 'Ada' }
  place = { folder, world: join(folder, 'world'), machine }
  await mkdir(place.world)
})
afterEach(() => rm(folder, { recursive: true }))

type Write = () => Promise<unknown>

/** One write of each kind of document; all but the first save leave a state before the last one. */
async function writesOf(fs?: FileSystem): Promise<Write[]> {
  const library = await openAt(fs === undefined ? place : { ...place, fs })
  const data = join(place.world, 'data')
  const mark = newId()
  const annotate = async (): Promise<unknown> => {
    const [article] = await library.articles.list()
    if (article === undefined) throw new AppError('not-found', 'No article can be read.')
    const { id, textSha256 } = latestVersion(article)
    const target = { versionId: id, textSha256, quote: null, position: null }
    const input = { articleId: article.id, target, tagIds: [], note: mark, basedOn: null }
    return library.annotations.create(input)
  }
  const key = 'https://courier.example/strike'
  return [
    () => library.articles.commit(sampleVersion(key, 'Strike', [`It began. ${mark}`])),
    () => library.codebook.ensureTags([{ path: mark }]),
    () => library.collections.add(mark, []),
    () => library.coders.rename(`Ada ${mark}`),
    annotate,
    async () => {
      const machine = await openMachine(data)
      await machine.change((settings) => ({ ...settings, coderName: mark }))
    },
    async () => {
      const attempts = openAttempts(data, place.machine.coderId, await openMachine(data))
      await attempts.add(`https://a.example/${mark}`, failure, null)
    },
    // A window is told what became of its session's file, and writes on: nothing is refused.
    async () => {
      const session = openSessionFile(data, place.machine.coderId, await openMachine(data))
      await session.write(sessionAt(place, mark))
    },
  ]
}

/** The documents of the world, by what they are. */
async function documents(): Promise<[name: string, path: string][]> {
  const paths = await readdir(place.world, { recursive: true })
  const files = paths.filter((path) => /\.json$|text\.txt$/u.test(path) && !path.includes('.left-'))
  return files.map((path) => [nameOf(path), join(place.world, path)])
}

function nameOf(path: string): string {
  if (dirname(path).endsWith('coders')) return 'coder'
  const [first = '', second = ''] = basename(path).split('.')
  return /^v\d/u.test(first) ? `version ${second}` : first
}

async function pathOf(name: string): Promise<string> {
  const found = (await documents()).find(([known]) => known === name)
  if (found === undefined) throw new Error(`the world has no ${name}`)
  return found[1]
}

const mutable = [
  ...['pressmark', 'codebook', 'collections', 'coder', 'article', 'annotations', 'settings'],
  ...['queue', 'session'],
]
const immutable = ['version version', 'version document', 'version text']

const tenths: [string, (bytes: Buffer) => Buffer][] = Array.from({ length: 10 }, (_, tenth) => [
  `cut at ${tenth} tenths`,
  (bytes) => bytes.subarray(0, Math.floor((bytes.length * tenth) / 10)),
])
const damages: [string, (bytes: Buffer) => Buffer][] = [
  ...tenths,
  ['zeroed', (bytes) => Buffer.alloc(bytes.length)],
  ['filled with another document', () => Buffer.from(sealedText({ format: 1, weather: 'fine' }))],
]

async function bytesInWorld(): Promise<Buffer[]> {
  const entries = await readdir(place.world, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name))))
}

async function replaceWith(path: string, bytes: Buffer): Promise<void> {
  await chmod(path, 0o644)
  await writeFile(path, bytes)
}

/** Reading tells of the file and changes nothing; then every kind of write is tried. */
async function readThenWrite(path: string) {
  const files = await bytesInWorld()
  const view = await viewOf(place.world)
  const isTold = view.problems.some(
    (problem) =>
      problem.includes(basename(path)) || problem.includes('written by a newer Pressmark'),
  )
  expect((await bytesInWorld()).map(hash).sort()).toEqual(files.map(hash).sort())
  const refusals: unknown[] = []
  const writes = await writesOf().catch((error: unknown) => {
    refusals.push(error)
    return []
  })
  for (const write of writes) {
    await write().catch((error: unknown) => {
      refusals.push(error)
    })
  }
  for (const error of refusals) expect(error).toBeInstanceOf(AppError)
  return { view, isTold }
}

const hash = (bytes: Buffer): string => bytes.toString('base64')

async function saveTwice(fs?: FileSystem) {
  for (const _save of [1, 2]) for (const write of await writesOf(fs)) await write()
}

describe.each(mutable)('%s', (name) => {
  test.each(damages)('%s, with the state before the last save', async (_how, damage) => {
    await saveTwice()
    const before = await viewOf(place.world)
    const path = await pathOf(name)
    const hasPrevious = (await stat(`${path}.prev`).catch(() => null)) !== null
    const damaged = damage(await readFile(path))
    await replaceWith(path, damaged)
    const { view, isTold } = await readThenWrite(path)
    expect(isTold).toBe(true)
    // The state before the last save is shown, and so is everything else: an article was a version less.
    const unread = Object.keys(before.parts).filter((part) => !(part in view.parts))
    if (hasPrevious) expect(unread.filter((part) => !part.startsWith('version '))).toEqual([])
    if (name !== 'article' && hasPrevious) expect(unread).toEqual([])
    expect((await bytesInWorld()).some((bytes) => bytes.equals(damaged))).toBe(true)
  })

  test.each(damages)('%s, and nothing before it', async (_how, damage) => {
    await saveTwice()
    const path = await pathOf(name)
    await rm(`${path}.prev`, { force: true })
    const damaged = damage(await readFile(path))
    await replaceWith(path, damaged)
    expect((await readThenWrite(path)).isTold).toBe(true)
    expect((await bytesInWorld()).some((bytes) => bytes.equals(damaged))).toBe(true)
  })

  test('of a newer format is told, and neither read nor written over', async () => {
    await saveTwice()
    const path = await pathOf(name)
    const { sha256: _seal, ...content } = JSON.parse(await readFile(path, 'utf8'))
    const newer = Buffer.from(sealedText({ ...content, format: 99, fromTheFuture: true }))
    await replaceWith(path, newer)
    expect((await readThenWrite(path)).isTold).toBe(true)
    expect((await readFile(path)).equals(newer)).toBe(true)
  })

  test('edited by hand is told, used as it is, and sealed by the next save', async () => {
    await saveTwice()
    const before = await viewOf(place.world)
    const path = await pathOf(name)
    const text = await readFile(path, 'utf8')
    await replaceWith(path, Buffer.from(text.replace('{', '{ ')))
    const { view, isTold } = await readThenWrite(path)
    expect(isTold).toBe(true)
    expect(view.parts).toEqual(before.parts)
    // The library's own record is written once.
    if (name !== 'pressmark') expect((await viewOf(place.world)).problems).toEqual([])
  })
})

describe.each(immutable)('%s', (name) => {
  test.each(damages)(
    '%s is told, kept as it is, and the other documents are read',
    async (_how, damage) => {
      await saveTwice()
      const before = await viewOf(place.world)
      const path = await pathOf(name)
      const damaged = damage(await readFile(path))
      await replaceWith(path, damaged)
      const { view, isTold } = await readThenWrite(path)
      expect(isTold).toBe(true)
      expect((await readFile(path)).equals(damaged)).toBe(true)
      const unread = Object.keys(before.parts).filter((part) => !(part in view.parts))
      expect(unread).toHaveLength(1)
      expect(unread[0]).toMatch(/^version /u)
    },
  )
})

test.each(damages)(
  'the running record %s is that of no server, and the next one replaces it',
  async (_how, damage) => {
    const { file, leave } = await runningRecordAt(place)
    await leave(recordWith('one server'))
    await replaceWith(file, damage(await readFile(file)))
    expect(await findRecord(file)).toBeNull()
    await leave(recordWith('a later server'))
    expect(await findRecord(file)).toEqual(recordWith('a later server'))
  },
)

test('a library that does not keep the state before the last save cannot show it', async () => {
  const lostBy = async (fs?: FileSystem): Promise<boolean> => {
    await saveTwice(fs)
    const path = await pathOf('codebook')
    await replaceWith(path, (await readFile(path)).subarray(0, 20))
    const { codebook } = (await viewOf(place.world)).parts
    return !canonical(codebook ?? null).includes('"name"')
  }
  expect(await lostBy()).toBe(false)
  await rm(place.world, { recursive: true })
  await rm(join(folder, 'cache'), { recursive: true })
  await mkdir(place.world)
  expect(await lostBy(mutants['the state before is not kept'])).toBe(true)
})
