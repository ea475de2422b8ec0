import type { Instant } from '../../shared/domain/instant.ts'

const locale = 'en-GB'
const clockFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })

const momentFormat = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})
const fullFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' })

/** The calendar day of a moment where the reader sits, as `2026-11-24`. */
export function dayOf(instant: Instant): string {
  const date = new Date(instant)
  const pad = (value: number): string => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

/** A day as a heading: `Tuesday 24 November`, with the year when it isn't that of `today`. */
export function dayHeading(day: string, today: string): string {
  return format(day, today, { weekday: 'long', day: 'numeric', month: 'long' })
}

/** A day in running text: `24 Nov`, with the year when it isn't that of `today`. */
export function shortDay(day: string, today: string): string {
  return format(day, today, { day: 'numeric', month: 'short' })
}

/** A day in full, always with its year: `24 November 2026`. */
export function longDay(day: string): string {
  return format(day, '', { day: 'numeric', month: 'long' })
}

/** The time of a moment where the reader sits: `19:40`. */
export function clock(instant: Instant): string {
  return clockFormat.format(new Date(instant))
}

/** A moment on this machine's clock: `12 May 2026, 19:40`. */
export function momentOf(instant: Instant): string {
  return momentFormat.format(new Date(instant))
}

/** The same with the month in full, for titles and screen readers: `12 May 2026 at 19:40`. */
export function fullMomentOf(instant: Instant): string {
  return fullFormat.format(new Date(instant))
}

function format(day: string, today: string, parts: Intl.DateTimeFormatOptions): string {
  const date = new Date(`${day}T12:00:00Z`)
  // A date that no calendar has is shown as it was written.
  if (Number.isNaN(date.getTime())) return day
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const)
  return new Intl.DateTimeFormat(locale, { ...parts, ...year, timeZone: 'UTC' }).format(date)
}
