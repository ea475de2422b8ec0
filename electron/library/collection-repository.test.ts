import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '../../shared/domain/ids.ts'
import type { Library } from './open-library.ts'
import { makeTestFolder, type TestFolder } from './testing/temporary-library.ts'

let folder: TestFolder
let library: Library
beforeEach(async () => {
  folder = await makeTestFolder()
  library = await folder.open()
})
afterEach(() => folder.remove())

const member = (articleId = newId()) => ({ articleId, annotationId: null })

test('a name that no collection has makes one; the same name in other letters is the same one', async () => {
  const [a, b] = [member(), member()]
  const made = await library.collections.add(' Kapitel Süd ', [a, b, a])
  const same = await library.collections.add('kapitel Su\u0308d', [
    b,
    member(b.articleId),
    member(a.articleId),
  ])
  expect(same.id).toBe(made.id)
  expect(same.name).toBe('Kapitel Süd')
  expect(same.members).toEqual([a, b])
  expect(same.rev).toBe(1)
})

test('members keep their order; a passage and its article are two', async () => {
  const a = member()
  const passage = { ...a, annotationId: newId() }
  await library.collections.add('Chapter', [passage])
  const { members } = await library.collections.add('Chapter', [a])
  expect(members).toEqual([passage, a])
})

test('taking out leaves the rest, and an unknown name is told', async () => {
  const [a, b, c] = [member(), member(), member()]
  await library.collections.add('Chapter', [a, b, c])
  expect((await library.collections.remove('CHAPTER', [b, member()])).members).toEqual([a, c])
  await expect(library.collections.remove('Other', [a])).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('acts that change something are in the journal, others are not', async () => {
  const a = member()
  await library.collections.add('Chapter', [a])
  await library.collections.add('Chapter', [a])
  await library.collections.remove('Chapter', [a])
  const [name = ''] = await readdir(join(folder.library, 'journal'))
  const lines = (await readFile(join(folder.library, 'journal', name), 'utf8')).trim().split('\n')
  expect(lines).toHaveLength(2)
})
