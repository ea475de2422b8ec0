import { execFile, spawnSync } from 'node:child_process'
import { appendFile, chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnnotationView } from '../../shared/api/views.ts'
import type { CollectionMember } from '../../shared/domain/collection.ts'
import { openAppInFolder, type AppInFolder } from '../support/app-in-folder.ts'

const reader = fileURLToPath(new URL('read_library.py', import.meta.url))
const python = ['python3', 'python'].find(
  (name) => spawnSync(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']).status === 0,
)

const page = `<html lang="en"><head><title>Gulls</title></head><body><article><h1>Gulls 🐦 and bread</h1>
<p>The harbour keeps forty gulls, said the warden, who counts them every morning before the first ferry
leaves, and writes what he has counted into a book that nobody has ever asked him to show.</p>
<ul><li>Bread is forbidden on the quay 🍞.</li><li>Fish is not, and has never been, forbidden there.</li></ul>
<table><tr><th>Year</th><th>Gulls</th></tr><tr><td>2024</td><td>38</td></tr></table>
<p>Nobody knows<br>why, and nobody in the town hall would say whether anybody had asked about it.</p>
<blockquote><p>It is bread today, and it will be fish tomorrow, said a woman with a basket.</p></blockquote>
<img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==">
</article></body></html>`
const url = 'https://harbourpost.example/ferry'
const ferry = (word: string) =>
  `The ferry is ${word}\n\nIt left at ${word} o’clock, the harbour said.`

/** What the reader prints. */
type Found = {
  articles: FoundArticle[]
  collections: Record<string, CollectionMember[]>
  journals: Record<string, string[]>
  problems: string[]
}
type FoundArticle = {
  id: string
  key: string
  title: string | null
  versions: { id: string; text: string }[]
  annotations: FoundAnnotation[]
}
type FoundAnnotation = {
  id: string
  quote: string | null
  note: string
  tags: string[]
  coder: string
}

/** Made once, and only read: what is changed is a copy. */
let app: AppInFolder
let ids: { gulls: string; ferry: string }
let copies: string
beforeAll(async () => {
  copies = await mkdtemp(join(tmpdir(), 'pressmark-copies-'))
  app = await openAppInFolder()
  ids = await fill(app)
}, 60_000)
afterAll(async () => {
  await app.remove()
  await rm(copies, { recursive: true })
})

/** What the stranger's reader finds in a library. */
async function readByPage(library: string): Promise<Found> {
  const { stdout } = await promisify(execFile)(python ?? '', [reader, library])
  return JSON.parse(stdout) as Found
}

/** A library with everything that the page describes. */
async function fill({ call, ask }: AppInFolder): Promise<typeof ids> {
  const bytes = new TextEncoder().encode(page)
  const { articleId } = await call('captures.add', { kind: 'file', name: 'gulls.html', bytes })
  const mark = (exact: string, paths: string[], note: string) => {
    const tags = paths.map((path) => ({ path }))
    return call('annotations.createByQuote', { articleId, quote: { exact }, tags, note })
  }
  await mark('forbidden on the quay 🍞', ['Rules/Bread', 'Quay'], 'Since *when*?')
  await mark('Gulls\n2024\t38', ['Figures'], '')
  const { annotation } = await mark('Nobody knows\nwhy', [], '')
  const { id: annotationId, rev: expectedRev } = annotation.annotation
  await call('annotations.change', { articleId, annotationId, expectedRev, removed: true })
  const late = await call('captures.add', { kind: 'text', text: ferry('late'), url })
  await call('captures.add', { kind: 'text', text: ferry('early'), url })
  const members = [{ articleId, annotationId: null }]
  await call('collections.add', { name: 'Quay', members })
  await ask('captures.add', { kind: 'address', url: 'http://127.0.0.1:9/nothing' })
  return { gulls: articleId, ferry: late.articleId }
}

describe.skipIf(python === undefined)('a reader written from docs/file-format.md (Python)', () => {
  test('finds the articles, texts, passages, tags, notes and coders that the app shows', async () => {
    const found = await readByPage(app.library)
    expect(found.problems).toEqual([])
    const { articles } = await app.call('articles.list', {})
    expect(found.articles.map(({ id }) => id).sort()).toEqual(
      articles.map(({ row }) => row.id).sort(),
    )
    for (const one of found.articles) {
      const shown = await app.call('articles.open', { id: one.id })
      const latest = one.versions.at(-1)
      expect([one.key, one.title, latest?.id, latest?.text]).toEqual([
        shown.row.key,
        shown.row.title,
        shown.version.id,
        shown.text,
      ])
      expect(byId(one.annotations)).toEqual(byId(shown.annotations.map(asRead)))
    }
    const marked = found.articles.flatMap(({ annotations }) => annotations)
    expect(new Set(marked.map(({ quote }) => quote))).toEqual(
      new Set(['Gulls\n2024\t38', 'forbidden on the quay 🍞']),
    )
  })

  test('finds both versions of an article, the collection, and a chain of every act', async () => {
    const found = await readByPage(app.library)
    const article = found.articles.find(({ id }) => id === ids.ferry)
    expect(article?.versions.map(({ text }) => text)).toEqual([ferry('late'), ferry('early')])
    expect(found.collections).toEqual({ Quay: [{ articleId: ids.gulls, annotationId: null }] })
    const marks = ['annotate', 'annotate', 'annotate', 'annotate']
    expect(Object.values(found.journals)).toEqual([
      ['capture', ...marks, 'capture', 'capture', 'collect', 'attempt'],
    ])
  })

  test('takes a line that a power cut tore for what it is', async () => {
    const torn = await openAppInFolder()
    await torn.call('captures.add', { kind: 'text', text: ferry('late') })
    await appendFile(await torn.pathOf(/\.jsonl$/u), '\n{"seq":2,"at":"20')
    await torn.call('captures.add', { kind: 'text', text: ferry('early') })
    const { problems, journals } = await readByPage(torn.library)
    await torn.remove()
    expect(problems).toEqual([])
    expect(Object.values(journals)).toEqual([['capture', 'unfinished', 'capture']])
  })

  test.each([
    ['a text', /gulls.*\.text\.txt$/u, 'quay', 'Quay', /text\.txt: not what was captured/u],
    [
      'a record',
      /gulls.*version\.json$/u,
      '"pressmark"',
      '"Pressmark"',
      /version\.json: not what/u,
    ],
    ['a picture', /media-.*\.png$/u, 'IHDR', 'IHDr', /png: not what was captured/u],
    ['a note', /annotations\..*\.json$/u, 'Since', 'Until', /annotations.*: edited outside/u],
    ['a line of the journal', /\.jsonl$/u, '"change":"remove"', '"change":"create"', /no line/u],
    ['an order of the journal', /\.jsonl$/u, /\n.*"seq":2,.*/u, '', /does not follow/u],
  ])('names %s that was changed', async (_what, path, from, to, sentence) => {
    const library = await mkdtemp(join(copies, 'library-'))
    await cp(app.library, library, { recursive: true })
    const file = (await app.pathOf(path)).replace(app.library, library)
    const before = await readFile(file, 'latin1')
    const after = before.replace(from, to)
    expect(after).not.toBe(before)
    await chmod(file, 0o644)
    await writeFile(file, after, 'latin1')
    const { problems } = await readByPage(library)
    expect(problems.join('\n')).toMatch(sentence)
  })
})

function asRead({ annotation, tags, coderName }: AnnotationView): FoundAnnotation {
  return {
    id: annotation.id,
    quote: annotation.target.quote?.exact ?? null,
    note: annotation.note,
    tags: tags.map(({ path }) => path),
    coder: coderName,
  }
}

function byId(list: FoundAnnotation[]): FoundAnnotation[] {
  return list.sort((a, b) => (a.id < b.id ? -1 : 1))
}
