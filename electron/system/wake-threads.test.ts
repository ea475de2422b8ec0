import type * as Files from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withWakefulThreads } from './wake-threads.ts'

const asked = vi.hoisted(() => vi.fn())
vi.mock('node:fs', async (original) => ({ ...(await original<typeof Files>()), lstat: asked }))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('threads are asked each second while work goes on, and no longer', async () => {
  const wake = vi.fn()
  const work = Promise.withResolvers<string>()
  const answer = withWakefulThreads(work.promise, wake)
  await vi.advanceTimersByTimeAsync(3_500)
  expect(wake).toHaveBeenCalledTimes(3)
  work.resolve('done')
  await expect(answer).resolves.toBe('done')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(wake).toHaveBeenCalledTimes(3)
})

test('what is asked is a call of the file system', async () => {
  const work = Promise.withResolvers<void>()
  const answer = withWakefulThreads(work.promise)
  await vi.advanceTimersByTimeAsync(1_500)
  expect(asked).toHaveBeenCalledTimes(1)
  work.resolve()
  await answer
})

test('a failure comes through, and ends the asking', async () => {
  const wake = vi.fn()
  await expect(withWakefulThreads(Promise.reject(new Error('no')), wake)).rejects.toThrow('no')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(wake).not.toHaveBeenCalled()
})
