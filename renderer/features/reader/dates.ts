const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' })
const short = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** An instant on this machine's clock: “12 May 2026, 19:40”. */
export function momentOf(instant: string): string {
  return short.format(new Date(instant))
}

/** The same in full, for titles and screen readers. */
export function fullMomentOf(instant: string): string {
  return full.format(new Date(instant))
}

/** A calendar day as published: “12 May 2026”; never moved to another time zone. */
export function dayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(date)
}
