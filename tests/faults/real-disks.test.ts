import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type * as Threads from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { kinds, type KindName } from './acts/kinds.ts'
import { eachAct, failureOf, wrongAfter } from './failing-acts.ts'
import { mayMount, mountSmallDisk, type SmallDisk } from './small-disk.ts'

vi.mock('node:worker_threads', async (original) => {
  const { lastingWorkers } = await import('./lasting-workers.ts')
  const real = await original<typeof Threads>()
  return { ...real, Worker: lastingWorkers(real.Worker) }
})

const names = Object.keys(kinds) as KindName[]
const blockSize = 4_096

describe.skipIf(!mayMount)('on a real disk (needs root that may mount)', () => {
  let disk: SmallDisk
  beforeEach(() => {
    disk = mountSmallDisk(16_384)
  })
  afterEach(() => disk.remove())

  /** Fills the disk but for `blocks`, and empties it again. */
  async function withFree<T>(blocks: number, action: () => Promise<T>): Promise<T> {
    const ballast = join(disk.folder, 'ballast')
    const { bavail, bsize } = await statfs(disk.folder)
    await writeFile(ballast, new Uint8Array((bavail - blocks) * bsize))
    try {
      return await action()
    } finally {
      await rm(ballast)
    }
  }

  test.each(names)(
    '%s: a disk that is full, or fills on the way, is told; what was there stays',
    async (kind) => {
      const faults: string[] = []
      let told = 0
      await eachAct(disk.folder, kind, async ({ actOnce }, index) => {
        for (let blocks = 0; blocks <= 24; blocks += blocks < 8 ? 1 : 4) {
          const seen = await actOnce((run) => withFree(blocks, () => failureOf(run)))
          if (seen.error !== null) told += 1
          const left = seen.leftovers.map((path) => `left over: ${path}`)
          const wrong = [...wrongAfter(kind, 'disk-full', seen), ...left]
          faults.push(...wrong.map((fault) => `act ${index}, ${blocks} blocks free: ${fault}`))
        }
      })
      expect(faults).toEqual([])
      if (kind !== 'journal') expect(told).toBeGreaterThan(0)
    },
  )

  test.each(names)('%s: a disk that is read-only is told, and nothing changes', async (kind) => {
    await eachAct(disk.folder, kind, async ({ actOnce }, index) => {
      const seen = await actOnce(async (run) => {
        await disk.setReadOnly(true)
        try {
          return await failureOf(run)
        } finally {
          await disk.setReadOnly(false)
        }
      })
      const wrong = wrongAfter(kind, 'read-only', seen)
      // The journal alone is never a failure: its act stands, and the reply says what it lacks.
      const isTold = seen.error !== null || kind === 'journal'
      expect({ index, isTold, wrong }).toEqual({ index, isTold: true, wrong: [] })
      expect(seen.after).toEqual(seen.before)
    })
  })

  test('the disk has the blocks that these tests count', async () => {
    expect((await statfs(disk.folder)).bsize).toBe(blockSize)
  })
})
