import { expect, test } from 'vitest'
import { createHostTurns, type Clock } from './host-turns.ts'

const never = new AbortController().signal

/** A clock on which time passes only where somebody waits. */
function stillClock(): Clock & { now: () => number } {
  let at = 0
  return {
    now: () => at,
    wait: async (forMs, signal) => {
      const until = at + forMs
      await Promise.resolve()
      signal.throwIfAborted()
      at = Math.max(at, until)
    },
  }
}

test('of one site never more than two at once, each begun a gap after the one before', async () => {
  const clock = stillClock()
  const turns = createHostTurns({ atOnce: 2, gapMs: 500 }, clock)
  const begun: number[] = []
  const finish: (() => void)[] = []
  const all = Array.from({ length: 5 }, () =>
    turns.run(never, 'a.example', () => {
      begun.push(clock.now())
      return new Promise<void>((resolve) => finish.push(resolve))
    }),
  )
  for (const count of [2, 3, 4, 5, 5]) {
    await expect.poll(() => begun.length).toBe(count)
    finish.shift()?.()
  }
  await Promise.all(all)
  expect(begun).toEqual([0, 500, 1_000, 1_500, 2_000])
})

test('one site keeps no other waiting', async () => {
  const clock = stillClock()
  const turns = createHostTurns({ atOnce: 1, gapMs: 60_000 }, clock)
  const ends: string[] = []
  void turns.run(never, 'a.example', () => new Promise(() => undefined))
  void turns.run(never, 'a.example', () => Promise.resolve(ends.push('a')))
  await turns.run(never, 'b.example', () => Promise.resolve(ends.push('b')))
  expect(clock.now()).toBe(0)
  expect(ends).toEqual(['b'])
})

test('one that is stopped while it waits leaves its place to the next', async () => {
  const turns = createHostTurns({ atOnce: 1, gapMs: 5 })
  const stop = new AbortController()
  await turns.run(never, 'a.example', () => Promise.resolve())
  const stopped = turns.run(stop.signal, 'a.example', () => Promise.resolve('late'))
  const next = turns.run(never, 'a.example', () => Promise.resolve('next'))
  stop.abort()
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
  expect(await next).toBe('next')
})

test('a site that asked to be left alone is left alone by those that wait already', async () => {
  const clock = stillClock()
  const turns = createHostTurns({ atOnce: 2, gapMs: 10 }, clock)
  await turns.run(never, 'a.example', () => Promise.resolve())
  const waiting = turns.run(never, 'a.example', () => Promise.resolve(clock.now()))
  turns.pause('a.example', 80)
  expect(await waiting).toBe(80)
})
