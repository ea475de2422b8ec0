import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { kinds, type KindName } from './acts/kinds.ts'
import { eachAct, failureOf, wrongAfter, type Conditions } from './failing-acts.ts'
import { interfered, type DiskCall, type Interference } from './interfered-disk.ts'

const codes = {
  ENOSPC: 'disk-full',
  EROFS: 'read-only',
  EACCES: 'no-access',
  EIO: 'disk-error',
} as const
const errnos = Object.keys(codes) as (keyof typeof codes)[]

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressmark-injected-'))
})
afterEach(() => rm(folder, { recursive: true }))

const under =
  (interfere: Interference): Conditions =>
  (run, root) =>
    interfered(root, interfere, () => failureOf(run))

/** The sample is one act of hundreds of calls, all known from the other kinds: there each is tried once. */
const isLike =
  (one: { what: string; name: string }) =>
  ({ what, name }: DiskCall): boolean =>
    what === one.what && name === one.name

/** Two acts that make the same calls are one for a disk. */
function outlineOf(calls: readonly DiskCall[]): string {
  return calls.map(({ what, name }) => `${what} ${name}`).join('\n')
}

test.each(Object.keys(kinds) as KindName[])(
  '%s: whichever call fails is told, memory and disk stay one, and the next write works',
  async (kind) => {
    const known = new Set<string>()
    const faults: string[] = []
    let count = 0
    await eachAct(folder, kind, async ({ actOnce }, index) => {
      const calls: DiskCall[] = []
      await actOnce(under((call) => (calls.push(call), null)))
      if (known.has(outlineOf(calls))) return
      known.add(outlineOf(calls))
      for (const [turn, { what, name, writes }] of calls.entries()) {
        if (kind === 'sample' && calls.findIndex(isLike({ what, name })) !== turn) continue
        for (const errno of writes ? errnos : (['EIO'] as const)) {
          let met = 'nothing'
          const interfere: Interference = ({ what, name }, at) => {
            if (at !== turn) return null
            met = `${what} ${name}`
            return errno
          }
          const seen = await actOnce(under(interfere))
          count += 1
          // What could not be removed lies there until it is swept.
          const mayLeave = /^(?:unlink|rm|rename) /u.test(met)
          const left = mayLeave ? [] : seen.leftovers.map((path) => `left over: ${path}`)
          const wrong = [...wrongAfter(kind, codes[errno], seen), ...left]
          faults.push(...wrong.map((fault) => `act ${index}, ${errno} at ${met}: ${fault}`))
        }
      }
    })
    console.log(`${kind}: ${count} failures`)
    expect(faults).toEqual([])
  },
  600_000,
)

test.each(Object.keys(kinds) as KindName[])(
  '%s: writes that take half at a time lose nothing',
  async (kind) => {
    await eachAct(folder, kind, async ({ actOnce }) => {
      const seen = await actOnce(under(({ what }) => (what === 'write' ? 'short' : null)))
      expect(seen).toMatchObject({ error: null, lost: [], leftovers: [], memoryIsDisk: true })
      expect([...seen.after.problems, ...seen.last.problems]).toEqual([])
    })
  },
)
