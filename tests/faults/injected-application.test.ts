import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Threads from 'node:worker_threads'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { applicationKinds } from './acts/application-acts.ts'
import { deskKinds } from './acts/desk-acts.ts'
import type { KindName } from './acts/kinds.ts'
import { errnos, failEachCall, halveEachWrite, type Choice } from './injecting.ts'

vi.mock('node:worker_threads', async (original) => {
  const { lastingWorkers } = await import('./lasting-workers.ts')
  const real = await original<typeof Threads>()
  return { ...real, Worker: lastingWorkers(real.Worker) }
})

const names = Object.keys({ ...applicationKinds, ...deskKinds }) as KindName[]

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressmark-injected-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** The errors take turns: each call of the library's own writes has met them all in `injected.test.ts`. */
const inTurn: Choice = (turn, calls) => {
  const errno = errnos[turn % errnos.length] ?? 'EIO'
  return calls[turn]?.writes === true ? [errno] : ['EIO']
}

/** The sample is one act of hundreds of calls, all of them known from the other kinds: each name once. */
const onceEach: Choice = (turn, calls) => {
  const call = calls[turn]
  const isSame = ({ what, name }: { what: string; name: string }): boolean =>
    what === call?.what && name === call.name
  return calls.findIndex(isSame) === turn ? inTurn(turn, calls) : []
}

test.each(names)(
  '%s: whichever call fails is told, memory and disk stay one, and the next write works',
  async (kind) => {
    const choose = kind === 'sample' ? onceEach : inTurn
    const { count, wrong } = await failEachCall(folder, kind, choose)
    console.log(`${kind}: ${count} failures`)
    expect(wrong).toEqual([])
  },
)

test.each(names)('%s: writes that take half at a time lose nothing', async (kind) => {
  expect(await halveEachWrite(folder, kind)).toEqual([])
})
