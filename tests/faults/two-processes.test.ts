import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeSharedPlace, manyActs, type ManyName } from './acts/many-acts.ts'
import { actInProcess } from './acting-process.ts'
import { canonical, viewOf } from './view-of.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressmark-two-'))
})
afterEach(() => rm(folder, { recursive: true }))

test.each(Object.keys(manyActs) as ManyName[])(
  'two processes, 60 writes each, of %s: 120 of 120 are there',
  async (kind) => {
    const { world } = await makeSharedPlace(folder)
    const both = await Promise.all(
      ['ada', 'ben'].map((name) => actInProcess(kind, folder, name, 60)),
    )
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0])
    const acknowledged = both.flatMap((one) => one.acknowledged)
    expect(new Set(acknowledged).size).toBe(120)
    const view = await viewOf(world)
    expect(view.problems).toEqual([])
    const found = canonical(view.parts)
    expect(acknowledged.filter((mark) => !found.includes(mark))).toEqual([])
    const names = await readdir(world, { recursive: true })
    expect(names.filter((path) => basename(path).startsWith('.'))).toEqual([])
  },
)
