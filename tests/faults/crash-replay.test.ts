import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { kinds, type KindName } from './acts/kinds.ts'
import type { MutantName } from './mutants.ts'
import type { DiskLog } from './replay/disk-log.ts'
import { hasStrace, record } from './replay/record.ts'
import { replay } from './replay/replay.ts'
import { writeAfter } from './replay/write-after.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressmark-replay-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Each once, with how often it was met. */
function counted(faults: readonly { kind: string; what: string }[]): string[] {
  const counts = new Map<string, number>()
  for (const { kind, what } of faults) {
    counts.set(`${kind}: ${what}`, (counts.get(`${kind}: ${what}`) ?? 0) + 1)
  }
  return [...counts].map(([fault, count]) => `${count} × ${fault}`)
}

/** Both models of a crash, one after the other. */
async function faultsOf(log: DiskLog, after: typeof writeAfter | null) {
  const found = { lost: 0, 'half-made': 0 }
  const told: string[] = []
  for (const model of ['weak', 'ext4'] as const) {
    const { states, faults } = await replay(log, model, folder, after)
    for (const { kind } of faults) found[kind] += 1
    told.push(...counted(faults).map((fault) => `${model} ${fault}`))
    console.log(`${model}: ${states} states, ${faults.length} faults`)
  }
  return { ...found, told }
}

describe.skipIf(!hasStrace)('a power cut at any moment (needs strace)', () => {
  const names = Object.keys(kinds) as KindName[]
  const withoutLibrary: KindName[] = ['settings', 'session', 'running', 'sample', 'desk']

  test.each(names)(
    '%s: nothing acknowledged is lost, nothing half-made is shown, the next write works',
    async (kind) => {
      const log = await record(folder, kind)
      const { told } = await faultsOf(log, withoutLibrary.includes(kind) ? null : writeAfter)
      expect(told).toEqual([])
    },
    300_000,
  )

  const caught: [MutantName, KindName, 'lost' | 'half-made'][] = [
    ['the sync of the folder is taken out', 'annotations', 'lost'],
    ['the sync of the folder is taken out', 'codebook', 'lost'],
    ['the sync of the folder is taken out', 'first article', 'lost'],
    ['the sync of the file is taken out', 'annotations', 'half-made'],
    ['the sync of the file is taken out', 'versions', 'half-made'],
    ['the sync of the journal is taken out', 'journal', 'lost'],
    ['the rename comes before the sync', 'collections', 'half-made'],
    ['the document is written in its place', 'codebook', 'half-made'],
  ]

  test.each(caught)(
    'where %s, the replay of %s reports it: %s',
    async (mutant, kind, sort) => {
      const log = await record(folder, kind, mutant)
      expect((await faultsOf(log, null))[sort]).toBeGreaterThan(0)
    },
    300_000,
  )
})
