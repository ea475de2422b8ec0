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
import { seededChance } from './chance.ts'
import { canonical, viewOf } from './view-of.ts'

const rounds = 20

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressmark-kill-'))
})
afterEach(() => rm(folder, { recursive: true }))

test.each(Object.keys(manyActs) as ManyName[])(
  'kill -9 at chance moments of writing %s: all that was acknowledged is there, at most one act more',
  async (kind) => {
    const chance = seededChance(`kill -9 of ${kind}`)
    const { world } = await makeSharedPlace(folder)
    const all: string[] = []
    for (let round = 1; round <= rounds; round += 1) {
      const name = `round-${String(round).padStart(2, '0')}`
      const killAfter = chance.between(1, 4)
      const delayMs = chance.between(0, 12)
      const { acknowledged } = await actInProcess(kind, folder, name, 0, (count, kill) => {
        // A pause without a promise: the kill falls anywhere in the acts that follow.
        if (count === killAfter) setTimeout(kill, delayMs)
      })
      all.push(...acknowledged)
      const view = await viewOf(world)
      expect({ name, problems: view.problems }).toEqual({ name, problems: [] })
      const found = canonical(view.parts)
      expect(all.filter((mark) => !found.includes(mark))).toEqual([])
      expect(found).not.toContain(markOf(name, acknowledged.length + 2))
    }
    // The next process writes at once, whatever locks and files the killed ones left.
    const { acknowledged, exitCode } = await actInProcess(kind, folder, 'after', 3)
    expect([acknowledged.length, exitCode]).toEqual([3, 0])
  },
)

test.each(Object.keys(replacingActs) as ReplacingName[])(
  'kill -9 at chance moments of writing %s: the last that was acknowledged is there whole, or the next',
  async (kind) => {
    const chance = seededChance(`kill -9 of ${kind}`)
    const { world } = await makeSharedPlace(folder)
    for (let round = 1; round <= rounds; round += 1) {
      const name = `round-${String(round).padStart(2, '0')}`
      const killAfter = chance.between(1, 4)
      const delayMs = chance.between(0, 12)
      const { acknowledged } = await actInProcess(kind, folder, name, 0, (count, kill) => {
        if (count === killAfter) setTimeout(kill, delayMs)
      })
      const view = await viewOf(world)
      expect({ name, problems: view.problems }).toEqual({ name, problems: [] })
      const found = canonical(view.parts)
      const possible = [acknowledged.length, acknowledged.length + 1]
      expect(possible.some((number) => found.includes(markOf(name, number)))).toBe(true)
    }
    const { acknowledged, exitCode } = await actInProcess(kind, folder, 'after', 3)
    expect([acknowledged.length, exitCode]).toEqual([3, 0])
    // What a killed server had not finished is not left for good.
    const names = await readdir(join(world, 'data'), { recursive: true })
    expect(names.filter((path) => /^\.|\.tmp$/u.test(basename(path)))).toEqual([])
  },
)
