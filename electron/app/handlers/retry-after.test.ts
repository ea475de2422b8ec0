import { expect, test } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { askedToWaitMs } from './retry-after.ts'

const nowMs = Date.parse('2026-11-25T10:00:00Z')

test.each([
  [429, '2', 2_000],
  [503, '60', 60_000],
  [503, 'Wed, 25 Nov 2026 10:00:30 GMT', 30_000],
  [429, '3600', null],
  [429, 'soon', null],
  [503, 'Wed, 25 Nov 2026 09:00:00 GMT', null],
  [404, '2', null],
])('status %i with Retry-After “%s” is a wait of %s ms', (status, retryAfter, waitMs) => {
  const error = new AppError('http-status', 'Wait.', { facts: { status, retryAfter } })
  expect(askedToWaitMs(error, nowMs)).toBe(waitMs)
})

test('what is no answer of a site is nothing to wait for', () => {
  expect(askedToWaitMs(new Error('bug'), nowMs)).toBeNull()
  const silent = new AppError('http-status', 'Wait.', { facts: { status: 429 } })
  expect(askedToWaitMs(silent, nowMs)).toBeNull()
})
