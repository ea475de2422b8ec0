import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import { callIn } from '../../shared/api/call-in.ts'
import type { Output } from '../../shared/api/contract.ts'
import type { Application } from '../../shared/api/serve.ts'
import type { Ending, RealApplication } from './real-application.ts'

/** What the library and the exports should hold by now; grows with every act that ended whole. */
export type Kept = {
  articles: Set<string>
  annotations: Set<string>
  collections: Set<string>
  /** Exported files by their absolute paths, with the SHA-256 that was answered. */
  files: Map<string, string>
  /** Addresses whose capture was stopped because its window was gone: they wait in the queue. */
  waiting: Set<string>
}

/** What is there now, taken for right. */
export async function keptNow(real: RealApplication): Promise<Kept> {
  const app = await real.reopen()
  const found = await idsIn(app)
  await app.close()
  return { ...found, files: new Map(), waiting: new Set() }
}

/** Adds what an act made. One that failed or was stopped made nothing, but an address is not lost. */
export function keep(kept: Kept, { name, input, value }: Ending): void {
  if (value === undefined) {
    if (name === 'captures.add' && isAddress(input)) kept.waiting.add(input.url)
    return
  }
  if (name === 'captures.add') kept.articles.add((value as Output<typeof name>).articleId)
  if (name === 'annotations.create' || name === 'annotations.createByQuote') {
    kept.annotations.add((value as Output<typeof name>).annotation.annotation.id)
  }
  if (name === 'collections.add') {
    kept.collections.add((value as Output<typeof name>).collection.id)
  }
  if (name === 'exports.write') {
    for (const { path, sha256 } of (value as Output<typeof name>).files)
      kept.files.set(path, sha256)
  }
}

/**
 * Expects that the next start finds no trouble, everything that ended whole, and nothing beside it:
 * no article without its files, no file without its article, nothing unfinished.
 */
export async function expectWhole(real: RealApplication, kept: Kept): Promise<void> {
  const app = await real.reopen()
  try {
    const { articles, annotations, collections } = await idsIn(app)
    expect({ articles, annotations, collections }).toEqual({
      articles: kept.articles,
      annotations: kept.annotations,
      collections: kept.collections,
    })
    for (const id of articles) await callIn(app, 'articles.open', { id })
    const { attempts } = await callIn(app, 'attempts.list', {})
    expect(new Set(attempts.map(({ input }) => input))).toEqual(kept.waiting)
    expect(attempts.filter(({ failure }) => failure.code !== 'interrupted')).toEqual([])
    const { problems } = await callIn(app, 'library.describe', {})
    expect(problems).toEqual([])
  } finally {
    await app.close()
  }
  const months = await readdir(join(real.library, 'articles'))
  const inMonths = months.map((month) => readdir(join(real.library, 'articles', month)))
  expect((await Promise.all(inMonths)).flat()).toHaveLength(kept.articles.size)
  await expectExports(real, kept)
  const everything = [real.library, real.exports].map((folder) =>
    readdir(folder, { recursive: true }),
  )
  const names = (await Promise.all(everything)).flat()
  expect(names.filter((path) => /(?:^|[/\\])\.~|\.tmp$/u.test(path))).toEqual([])
}

async function expectExports(real: RealApplication, kept: Kept): Promise<void> {
  const paths = [...kept.files.keys()]
  for (const path of paths) {
    const hash = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
    expect([path, hash]).toEqual([path, kept.files.get(path)])
  }
  const ours = paths.map((path) => (dirname(path) === real.exports ? path : dirname(path)))
  const there = (await readdir(real.exports)).map((name) => join(real.exports, name))
  expect(new Set(there)).toEqual(new Set([...ours, join(real.exports, 'over')]))
}

function isAddress(input: unknown): input is { url: string } {
  return typeof input === 'object' && input !== null && 'kind' in input && input.kind === 'address'
}

async function idsIn(app: Application): Promise<Omit<Kept, 'files' | 'waiting'>> {
  const { articles } = await callIn(app, 'articles.list', {})
  const { passages } = await callIn(app, 'passages.list', {})
  const { collections } = await callIn(app, 'collections.list', {})
  return {
    articles: new Set(articles.map(({ row }) => row.id)),
    annotations: new Set(passages.map(({ view }) => view.annotation.id)),
    collections: new Set(collections.map(({ id }) => id)),
  }
}
