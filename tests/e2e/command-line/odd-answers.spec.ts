import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { pressmark } from '../../support/pressmark.ts'
import { charsetWords } from '../../support/site/charsets.ts'
import { startSite, type Site } from '../../support/site-server.ts'
import { bridgeToll } from '../../support/story-pages.ts'
import { makeWorkspace, type Workspace } from '../../support/workspace.ts'

let workspace: Workspace
let site: Site

test.beforeEach(async () => {
  workspace = await makeWorkspace()
  site = await startSite(bridgeToll.folder)
})

test.afterEach(async () => {
  await site.close()
  await workspace.remove()
})

/** Captures paths of the site in one call; the results in the order of the paths. */
async function add(paths: readonly string[]): Promise<any[]> {
  const urls = paths.map((path) => site.url(path))
  const args = ['add', ...urls, '--allow-private-addresses', '--json']
  const { json } = await pressmark(workspace, args)
  expect(json.results.map(({ input }: any) => input)).toEqual(urls)
  return json.results
}

async function show(articleId: string): Promise<any> {
  return (await pressmark(workspace, ['show', articleId, '--json'])).json
}

/** Each failing answer: its path, its code, and words of its sentence that no other has. */
const failing: [string, string, RegExp][] = [
  ['status/403', 'http-status', /refused to show this page/u],
  ['status/404', 'http-status', /no such page/u],
  ['status/410', 'http-status', /removed for good/u],
  ['status/429', 'http-status', /asks to wait.*in 2 seconds/u],
  ['status/500', 'http-status', /problem of its own \(500\)/u],
  ['status/503', 'http-status', /problem of its own \(503\): try again in 2 seconds/u],
  ['cut', 'incomplete', /was cut before the page was complete/u],
  ['huge', 'too-big', /larger than 25 MB/u],
  ['bomb/gzip', 'too-big', /unpack/u],
  ['bomb/gzip-twice', 'too-big', /unpack/u],
  ['bomb/br', 'too-big', /unpack/u],
  ['bomb/zstd', 'too-big', /unpack/u],
  ['redirect/loop', 'too-many-redirects', /circle/u],
  ['redirect/11', 'too-many-redirects', /10/u],
  ['cookie', 'too-many-redirects', /cookie/u],
  ['redirect/private', 'blocked-address', /sends its readers on.*169\.254\.169\.254/u],
  ['redirect/private/ten', 'blocked-address', /sends its readers on.*10\.0\.0\.1/u],
  ['redirect/private/loopback', 'blocked-address', /sends its readers on.*\[::1\]:1/u],
  ['redirect/private/file', 'unsupported-scheme', /file:/u],
  ['redirect/private/data', 'unsupported-scheme', /data:/u],
  ['type/pdf', 'unsupported-type', /a PDF/u],
  ['type/json', 'unsupported-type', /JSON data/u],
  ['type/picture', 'unsupported-type', /a picture/u],
  ['empty', 'empty-page', /is empty/u],
  ['script-only', 'script-only-page', /running scripts/u],
]

test('an answer that is no article ends in a sentence of its own, and nothing half-made is left', async () => {
  const paths = failing.map(([path]) => path)
  const results = await add(paths)
  expect(results.map(({ code }, at) => [paths[at], code])).toEqual(
    failing.map(([path, code]) => [path, code]),
  )
  for (const [at, [, , words]] of failing.entries()) {
    expect(results[at].message).toMatch(words)
    expect(results[at].message).toMatch(/^[A-Z0-9“].+[.!]$/su)
  }
  expect((await pressmark(workspace, ['list', '--json'])).json.articles).toEqual([])
  const kept = await readdir(workspace.library, { recursive: true })
  expect(kept.filter((path) => path.startsWith('articles'))).toEqual([])
  // Each failure is a line of the custody log.
  const journal = kept.find((path) => path.endsWith('.jsonl')) ?? ''
  const lines = (await readFile(join(workspace.library, journal), 'utf8')).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).what)).toEqual(failing.map(() => 'attempt'))
})

test('a page is captured whatever its type is called, however it is reached', async () => {
  const paths = ['type/octet', 'type/none', 'redirect/10', 'private/page', 'etag/page']
  const results = await add(paths)
  expect(results.map(({ ok, title }) => [ok, title])).toEqual([
    [true, 'A page called bytes'],
    [true, 'A page without a type'],
    [true, 'The long way to Little Skarn'],
    [true, 'A page for people: page'],
    [true, 'A page that stays: page'],
  ])
  const { provenance } = (await show(results[2].articleId)).version
  expect(provenance.finalUrl).toBe(site.url('arrival'))
  expect(provenance.redirects).toHaveLength(10)
  expect(provenance.redirects[0]).toMatchObject({ location: site.url('redirect/9') })
})

test('letters come out right whatever the server and the page call them', async () => {
  const results = await add(['charset/wrong', 'charset/utf-16', 'charset/mark', 'charset/none'])
  for (const { articleId } of results) {
    expect((await show(articleId)).text).toContain(`\n\n${charsetWords} will leave`)
  }
})

test('a story that changed becomes a second version, one that stayed does not', async () => {
  const [first] = await add(['story'])
  const [second, stayed] = await add(['story', 'story'])
  expect([first.version, second.version, stayed.version]).toEqual([1, 2, 2])
  expect(second.articleId).toBe(first.articleId)
  expect((await show(first.articleId)).text).toContain('regrettable')
  // A page that then fails takes nothing away.
  await site.close()
  const [failed] = await add(['story'])
  expect(failed.code).toBe('unreachable')
  expect((await show(first.articleId)).article.versions).toBe(2)
})

test('many addresses in one call are captured in their order', async () => {
  const list = await (await fetch(site.url('many?n=25'))).text()
  const paths = list.split('\n').map((url) => new URL(url).pathname.slice(1))
  const results = await add(paths)
  expect(results.map(({ title }) => title)).toEqual(
    paths.map((_path, at) => `Article ${at + 1} of many`),
  )
})
