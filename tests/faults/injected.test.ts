import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KindName } from './acts/kinds.ts'
import { libraryKinds } from './acts/library-acts.ts'
import { machineKinds } from './acts/machine-acts.ts'
import { sessionKinds } from './acts/session-acts.ts'
import { errnos, failEachCall, halveEachWrite, type Choice } from './injecting.ts'

const names = Object.keys({ ...libraryKinds, ...machineKinds, ...sessionKinds }) as KindName[]

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressmark-injected-'))
})
afterEach(() => rm(folder, { recursive: true }))

const everyError: Choice = (turn, calls) => (calls[turn]?.writes === true ? errnos : ['EIO'])

test.each(names)(
  '%s: whichever call fails is told, memory and disk stay one, and the next write works',
  async (kind) => {
    const { count, wrong } = await failEachCall(folder, kind, everyError)
    console.log(`${kind}: ${count} failures`)
    expect(wrong).toEqual([])
  },
)

test.each(names)('%s: writes that take half at a time lose nothing', async (kind) => {
  expect(await halveEachWrite(folder, kind)).toEqual([])
})
