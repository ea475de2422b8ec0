import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  makeSharedPlace,
  manyActs,
  markOf,
  replacingActs,
  type ManyName,
  type ReplacingName,
} from './acts/many-acts.ts'
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

test.each(Object.keys(replacingActs) as ReplacingName[])(
  'two processes, 60 writes each, of %s: none fails, and the last word of one of them is there whole',
  async (kind) => {
    const { world } = await makeSharedPlace(folder)
    const both = await Promise.all(
      ['ada', 'ben'].map((name) => actInProcess(kind, folder, name, 60)),
    )
    expect(both.map(({ exitCode, acknowledged }) => [exitCode, acknowledged.length])).toEqual([
      [0, 60],
      [0, 60],
    ])
    const view = await viewOf(world)
    expect(view.problems).toEqual([])
    const found = canonical(view.parts)
    const last = ['ada', 'ben'].filter((name) => found.includes(markOf(name, 60)))
    expect(last).toHaveLength(1)
    const names = await readdir(world, { recursive: true })
    expect(names.filter((path) => /^\.|\.tmp$/u.test(basename(path)))).toEqual([])
  },
)
