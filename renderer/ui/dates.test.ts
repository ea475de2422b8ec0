import { describe, expect, it } from 'vitest'
import { dayHeading, dayOf, longDay, shortDay } from './dates.ts'

describe('dates', () => {
  it('name the day where the reader sits, whatever day it is in UTC', () => {
    const lateEvening = new Date(2026, 10, 24, 23, 59)
    const earlyMorning = new Date(2026, 10, 24, 0, 1)
    expect(dayOf(lateEvening.toISOString())).toBe('2026-11-24')
    expect(dayOf(earlyMorning.toISOString())).toBe('2026-11-24')
  })

  it('say the year only when it is another one', () => {
    expect(dayHeading('2026-11-24', '2026-12-01')).toBe('Tuesday 24 November')
    expect(shortDay('2026-11-24', '2026-12-01')).toBe('24 Nov')
    expect(shortDay('2025-11-24', '2026-12-01')).toBe('24 Nov 2025')
    expect(longDay('2026-11-24')).toBe('24 November 2026')
  })

  it('show what is no date as it was written', () => {
    expect(shortDay('last spring', '2026-12-01')).toBe('last spring')
  })
})
