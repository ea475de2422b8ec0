import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../shared/domain/ids.ts'
import { findTag, tagPath } from '../../shared/domain/tag.ts'
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

describe('a tag', () => {
  const tagAt = async (path: string) => {
    const codebook = await library.codebook.read()
    const found = findTag(codebook, path.split('/'))
    if (found === null) throw new Error(`no tag at ${path}`)
    return found
  }

  test('has another name and definition, and what is below it goes along', async () => {
    await ensure('Frames/Blame')
    const { id } = await tagAt('Frames')
    const changed = await library.codebook.change(id, 1, {
      name: ' Cadre  Süd ',
      definition: 'Why',
    })
    expect(changed).toMatchObject({ id, rev: 2, name: 'Cadre Süd', definition: 'Why' })
    expect((await looks()).map(([path]) => path)).toEqual(['Cadre Süd', 'Cadre Süd/Blame'])
    const again = await library.codebook.change(id, 2, { name: 'cadre süd' })
    expect(again).toMatchObject({ rev: 3, name: 'cadre süd', definition: 'Why' })
    expect(await library.codebook.change(id, 3, { definition: 'Why' })).toMatchObject({ rev: 3 })
  })

  test('gets no name that another beside it has, and nothing is changed', async () => {
    await ensure('Frames/Blame', 'Frames/Hope', 'Hope')
    const before = await readFile(join(folder.library, 'codebook.json'))
    const blame = await tagAt('Frames/Blame')
    const change = (name: string, rev = 1) => library.codebook.change(blame.id, rev, { name })
    await expect(change('HOPE')).rejects.toThrow(/There is a tag “Hope” in “Frames” already/u)
    await expect(change('HOPE')).rejects.toMatchObject({ code: 'already-exists' })
    await expect(change('a/b')).rejects.toThrow(/a slash parts a branch/u)
    await expect(change('  ')).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(change('Fault', 7)).rejects.toMatchObject({ code: 'changed-meanwhile' })
    const top = await tagAt('Hope')
    await expect(library.codebook.change(top.id, 1, { name: 'frames' })).rejects.toThrow(
      /There is a tag “Frames” at the top level already/u,
    )
    await expect(library.codebook.change(newId(), 1, {})).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(await readFile(join(folder.library, 'codebook.json'))).toEqual(before)
    expect(await change('hope of all')).toMatchObject({ rev: 2 })
  })

  test('that two windows change at once is changed by one, and the other is told', async () => {
    await ensure('Frames')
    const other = await folder.open()
    const { id } = await tagAt('Frames')
    const results = await Promise.allSettled([
      library.codebook.change(id, 1, { name: 'A' }),
      other.codebook.change(id, 1, { name: 'B' }),
    ])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await library.codebook.read()).toMatchObject({ tags: [{ rev: 2 }] })
  })
})
