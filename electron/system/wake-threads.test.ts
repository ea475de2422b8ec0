import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withWakefulThreads } from './wake-threads.ts'

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

test('a failure comes through, and ends the asking', async () => {
  const wake = vi.fn()
  await expect(withWakefulThreads(Promise.reject(new Error('no')), wake)).rejects.toThrow('no')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(wake).not.toHaveBeenCalled()
})
