import { mkdir, readFile, readdir, rename, rm, truncate } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Annotation } from '../../shared/domain/annotation.ts'
import { newId } from '../../shared/domain/ids.ts'
import { now } from '../../shared/domain/instant.ts'
import { sha256Of } from '../system/hash.ts'
import type { Library } from './open-library.ts'
import { makeTestFolder, sampleVersion, type TestFolder } from './testing/temporary-library.ts'

const ben = { coderId: newId(), deviceId: newId(), hostId: 'that-host', coderName: 'Ben Arlo' }
let folder: TestFolder
let library: Library
let articleId: string
let target: Annotation['target']
beforeEach(async () => {
  folder = await makeTestFolder()
  library = await folder.open()
  const { article, version } = await library.articles.commit(
    sampleVersion('https://a.example/', 'Strike', ['It ended.']),
  )
  articleId = article.id
  target = {
    versionId: version.id,
    textSha256: version.textSha256,
    quote: { type: 'TextQuoteSelector', exact: 'ended', prefix: 'It ', suffix: '.' },
    position: { type: 'TextPositionSelector', start: 11, end: 16 },
  }
})
afterEach(() => folder.remove())

const create = (by: Library, note: string) =>
  by.annotations.create({ articleId, target, tagIds: [], note, basedOn: null })
const notes = async () => (await library.annotations.ofArticle(articleId)).map(({ note }) => note)

async function fileOf(coderId: string) {
  const month = join(folder.library, 'articles', '2026-11')
  const [name = ''] = await readdir(month)
  return join(month, name, `annotations.${coderId}.json`)
}

test('a coder writes only their own file, and everybody sees all', async () => {
  const other = await folder.open({ machine: ben })
  const mine = await create(library, 'mine')
  const theirs = await create(other, 'theirs')
  expect(mine.warnings).toEqual([])
  expect(await notes()).toEqual(['mine', 'theirs'])
  expect(await readFile(await fileOf(ben.coderId), 'utf8')).not.toContain('mine')
  expect(theirs.annotation.coderId).toBe(ben.coderId)
})

test('each act is in the journal with the file’s hash after it', async () => {
  const { annotation } = await create(library, 'first')
  const [name = ''] = await readdir(join(folder.library, 'journal'))
  const lines = (await readFile(join(folder.library, 'journal', name), 'utf8')).trim().split('\n')
  const line = JSON.parse(lines[1] ?? '') as {
    what: string
    ids: object
    files: Record<string, string>
  }
  expect(line).toMatchObject({
    what: 'annotate',
    ids: { article: articleId, annotation: annotation.id },
  })
  expect(Object.values(line.files)).toEqual([
    sha256Of(await readFile(await fileOf(annotation.coderId))),
  ])
})

test('a change counts the revision up and keeps the rest', async () => {
  const { annotation } = await create(library, 'first')
  const { annotation: changed } = await library.annotations.change(
    articleId,
    annotation.id,
    1,
    () => ({ note: 'second' }),
  )
  expect(changed).toEqual({ ...annotation, rev: 2, note: 'second', updatedAt: changed.updatedAt })
})

test('a change to what has moved on is refused, and nothing is overwritten', async () => {
  const { annotation } = await create(library, 'first')
  await library.annotations.change(articleId, annotation.id, 1, () => ({ note: 'second' }))
  const late = library.annotations.change(articleId, annotation.id, 1, () => ({ note: 'late' }))
  await expect(late).rejects.toMatchObject({ code: 'changed-meanwhile' })
  expect(await notes()).toEqual(['second'])
})

test('another coder’s annotation stays as it is', async () => {
  const { annotation } = await create(await folder.open({ machine: ben }), 'theirs')
  const change = library.annotations.change(articleId, annotation.id, 1, () => ({
    note: 'mine now',
  }))
  await expect(change).rejects.toMatchObject({ code: 'invalid-input' })
  expect(await notes()).toEqual(['theirs'])
})

test('a removal is a tombstone that can be undone', async () => {
  const { annotation } = await create(library, 'first')
  await library.annotations.change(articleId, annotation.id, 1, () => ({ removed: now() }))
  expect((await library.annotations.ofArticle(articleId))[0]?.removed).not.toBeNull()
  await library.annotations.change(articleId, annotation.id, 2, () => ({ removed: null }))
  expect((await library.annotations.ofArticle(articleId))[0]).toMatchObject({
    removed: null,
    rev: 3,
  })
})

test('a coder’s damaged file is a problem, and the others’ annotations are shown', async () => {
  await create(library, 'mine')
  await create(await folder.open({ machine: ben }), 'theirs')
  await truncate(await fileOf(ben.coderId), 40)
  expect(await notes()).toEqual(['mine'])
  expect(library.problems()).toMatchObject([
    { code: 'document-damaged', path: expect.stringContaining(ben.coderId) as string },
  ])
})

test('an annotation on an article that is not there is refused', async () => {
  const lost = library.annotations.create({
    articleId: newId(),
    target,
    tagIds: [],
    note: '',
    basedOn: null,
  })
  await expect(lost).rejects.toMatchObject({ code: 'not-found' })
})

test('an article that was moved meanwhile is annotated where it lies now', async () => {
  await create(library, 'before')
  const before = join(folder.library, 'articles', '2026-11')
  const after = join(folder.library, 'articles', '2026-10')
  await mkdir(after)
  const [name = ''] = await readdir(before)
  await rename(join(before, name), join(after, name))
  expect((await create(library, 'after')).warnings).toEqual([])
  expect(await notes()).toEqual(['before', 'after'])
  expect(await readdir(before)).toEqual([])
})

test('of an article that went its last annotations are not begun anew', async () => {
  await create(library, 'before')
  const { annotation } = await create(library, 'again')
  const file = await fileOf(annotation.coderId)
  await rm(join(dirname(file), 'article.json'))
  await rm(join(dirname(file), 'article.json.prev'), { force: true })
  const kept = await readFile(file, 'utf8')
  await expect(create(library, 'after')).rejects.toMatchObject({ code: 'not-found' })
  expect(await readFile(file, 'utf8')).toBe(kept)
  expect((await readdir(dirname(file))).filter((one) => one.endsWith('.lock'))).toEqual([])
})
