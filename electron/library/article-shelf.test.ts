import { cp, mkdir, readdir, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Library } from './open-library.ts'
import { watchedFileSystem, type Call } from './testing/file-systems.ts'
import { makeTestFolder, sampleVersion, type TestFolder } from './testing/temporary-library.ts'

let folder: TestFolder
let library: Library
beforeEach(async () => {
  folder = await makeTestFolder()
  library = await folder.open()
})
afterEach(() => folder.remove())

const url = 'https://courier.example/strike'
const first = () => sampleVersion(url, 'Harbour strike ends', ['It ended on Monday.'])
const second = () =>
  sampleVersion(url, 'Harbour strike ends', ['It ended on Tuesday.'], '2026-11-25T10:00:00.000Z')

async function articleFolder() {
  const month = join(folder.library, 'articles', '2026-11')
  const names = (await readdir(month)).filter((name) => !name.startsWith('.'))
  return join(month, names[0] ?? '')
}

test('the list reads an article again only when it changed', async () => {
  await library.articles.commit(first())
  const calls: Call[] = []
  const watched = await folder.open({ fs: watchedFileSystem(calls) })
  await watched.articles.list()
  calls.length = 0
  await watched.articles.list()
  expect(calls.filter(({ what }) => what === 'open r')).toEqual([])
  await library.articles.commit(second())
  expect((await watched.articles.list())[0]?.versions).toHaveLength(2)
})

test('the list names a folder without article.json as unfinished or not synced, never as damaged', async () => {
  await library.articles.commit(first())
  const stray = join(folder.library, 'articles', '2026-10', 'later-00000000')
  await mkdir(stray, { recursive: true })
  await writeFile(join(stray, 'v1-000000.text.txt'), 'half')
  expect(await library.articles.list()).toHaveLength(1)
  expect(library.problems()).toMatchObject([
    {
      path: 'articles/2026-10/later-00000000',
      message: expect.stringContaining('unfinished or not synced yet') as string,
    },
  ])
  await rm(stray, { recursive: true })
  await library.articles.list()
  expect(library.problems()).toEqual([])
})

test('the list leaves out an article that cannot be read, and says so', async () => {
  await library.articles.commit(first())
  await library.articles.commit(sampleVersion('https://b.example/', 'Other', ['Text.']))
  const path = join(await articleFolder(), 'article.json')
  await truncate(path, 100)
  expect(await library.articles.list()).toHaveLength(1)
  expect(library.problems()).toMatchObject([{ code: 'document-damaged' }])
})

test('an article that cannot be read is named by the id that its other files tell, or by its folder', async () => {
  const { article } = await library.articles.commit(first())
  const at = await articleFolder()
  await writeFile(join(at, 'article.json'), '')
  const [told] = await library.articles.unreadable()
  expect(told).toMatchObject({ id: article.id, code: 'document-damaged' })
  expect(told?.path).toMatch(/article\.json$/u)
  for (const name of await readdir(at)) if (name !== 'article.json') await rm(join(at, name))
  expect((await library.articles.unreadable())[0]?.id).toBeNull()
  await rename(join(at, 'article.json'), join(at, 'beach.txt'))
  expect(await library.articles.unreadable()).toEqual([])
})

test('the list shows two folders of one key that sync brought together, and captures go to the later one', async () => {
  const one = await library.articles.commit(first())
  const other = await makeTestFolder()
  const two = await (await other.open()).articles.commit(second())
  await cp(join(other.library, 'articles'), join(folder.library, 'articles'), { recursive: true })
  await other.remove()
  expect(await library.articles.list()).toHaveLength(2)
  expect((await library.articles.commit(second())).article.id).toBe(two.article.id)
  expect(one.article.id).not.toBe(two.article.id)
})

test('the list shows a folder that was copied whole once, and names the copy', async () => {
  await library.articles.commit(first())
  const at = await articleFolder()
  await cp(at, `${at}-copy`, { recursive: true })
  expect(await library.articles.list()).toHaveLength(1)
  expect(library.problems()).toMatchObject([
    { code: 'already-exists', path: expect.stringMatching(/-copy$/u) as string },
  ])
})

test('the shelf finds an article after its folder was moved', async () => {
  const { article } = await library.articles.commit(first())
  const at = await articleFolder()
  await mkdir(join(folder.library, 'articles', '2026-12'))
  await rename(at, join(folder.library, 'articles', '2026-12', 'moved-by-hand'))
  expect((await library.articles.get(article.id))?.id).toBe(article.id)
  expect((await library.articles.readVersion(article, article.versions[0]!.id)).text).toContain(
    'Monday',
  )
})
