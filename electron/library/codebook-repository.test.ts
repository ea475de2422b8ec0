import { readdir } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '../../shared/domain/ids.ts'
import { tagPath } from '../../shared/domain/tag.ts'
import type { Library } from './open-library.ts'
import { makeTestFolder, type TestFolder } from './testing/temporary-library.ts'

let folder: TestFolder
let library: Library
beforeEach(async () => {
  folder = await makeTestFolder()
  library = await folder.open()
})
afterEach(() => folder.remove())

const ensure = (...paths: string[]) => library.codebook.ensureTags(paths.map((path) => ({ path })))
async function looks() {
  const codebook = await library.codebook.read()
  return codebook.tags.map((tag) => [tagPath(codebook, tag), tag.hue, tag.lineStyle])
}

test('a path makes the tags above it; children have the hue of the top and line styles in turn', async () => {
  await ensure('Frames/Blame', 'Frames/Hope', 'Frames/Fear', 'Frames/Loss', 'Actors')
  expect(await looks()).toEqual([
    ['Frames', 1, 0],
    ['Frames/Blame', 1, 1],
    ['Frames/Hope', 1, 2],
    ['Frames/Fear', 1, 3],
    ['Frames/Loss', 1, 0],
    ['Actors', 2, 0],
  ])
})

test('a new top takes the least used hue, the lowest of several', async () => {
  await ensure(...Array.from({ length: 10 }, (_, n) => `top ${n}`))
  expect((await looks()).map(([, hue]) => hue)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 1, 2])
})

test('what exists is found without regard to case or spaces, and nothing is written', async () => {
  const [id] = await ensure('Frames/Blame')
  const before = await readdir(folder.library)
  expect(await ensure(' frames / BLAME ', 'Frames/Blame')).toEqual([id])
  expect(await library.codebook.ensureTags([{ id: id! }])).toEqual([id])
  expect(await readdir(folder.library)).toEqual(before)
  expect(before).not.toContain('codebook.json.prev')
})

test('two windows that make the same tag at once make one', async () => {
  const other = await folder.open()
  const made = await Promise.all([
    ensure('Frames/Blame'),
    other.codebook.ensureTags([{ path: 'Frames/Blame' }, { path: 'Frames/Hope' }]),
  ])
  expect(made[1][0]).toBe(made[0][0])
  expect(await looks()).toHaveLength(3)
})

test('an unknown id and an impossible path are refused with nothing made', async () => {
  await expect(
    library.codebook.ensureTags([{ path: 'New' }, { id: newId() }]),
  ).rejects.toMatchObject({ code: 'not-found' })
  await expect(ensure('New', 'a//b')).rejects.toMatchObject({ code: 'invalid-input' })
  expect(await readdir(folder.root)).toEqual([])
})
