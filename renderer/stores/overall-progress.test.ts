import { describe, expect, it } from 'vitest'
import type { CaptureProgress } from '../../shared/api/contract.ts'
import { overallProgress, progressWords } from './overall-progress.ts'

const steps: CaptureProgress[] = [
  { step: 'waiting', done: 0, total: 30 },
  { step: 'fetching', done: 0, total: null },
  { step: 'fetching', done: 40_000, total: 100_000 },
  { step: 'fetching', done: 100_000, total: 100_000 },
  { step: 'extracting', done: 0, total: 1 },
  { step: 'pictures', done: 0, total: 0 },
  { step: 'pictures', done: 11, total: 27 },
  { step: 'page', done: 3, total: 20 },
  { step: 'page', done: 20, total: 20 },
  { step: 'saving', done: 0, total: null },
  { step: 'saving', done: 1, total: 1 },
]

describe('the progress of a capture', () => {
  it('never goes back from step to step, and ends whole', () => {
    const shares = steps.map(overallProgress)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(shares[0]).toBe(0)
    expect(shares.at(-1)).toBe(1)
  })

  it('stays within its step when more arrives than was announced', () => {
    expect(overallProgress({ step: 'fetching', done: 500, total: 100 })).toBeLessThanOrEqual(0.45)
  })

  it('is told in words with a number', () => {
    expect(progressWords({ step: 'pictures', done: 11, total: 27 })).toBe(
      'Keeping its pictures, 68 % · 11 of 27',
    )
    expect(progressWords({ step: 'fetching', done: 1_240_000, total: null })).toBe(
      'Fetching the page · 1.2 MB',
    )
  })
})
