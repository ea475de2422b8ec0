import { PublishedDate } from '../../../shared/domain/metadata.ts'
import { monthOf, withLatinDigits } from './months.ts'

const firstYear = 1990

/**
 * A date as a page states it: ISO 8601 in its usual misspellings, the form of mail headers, or words
 * ("9 March 2026", "1. März 2026", "2026年3月1日"). The day is the one written, never moved to UTC.
 * Null for what is no date, lies before 1990 or more than a day ahead of `now`.
 */
export function parseDate(raw: string, now: Date): PublishedDate | null {
  const text = raw.trim().slice(0, 200)
  const date = parseIso(text) ?? parseWords(text)
  if (date === null) return null
  const { day, instant } = date
  const parsed = PublishedDate.safeParse({ raw: text, day, instant })
  if (!parsed.success || !isPlausible(day, now)) return null
  return parsed.data
}

/** The first date in words inside a short line such as a byline. */
export function dateInLine(line: string, now: Date): PublishedDate | null {
  const iso = /(?:^|[^\d/])((?:19|20)\d{2})([-/])(\d{1,2})\2(\d{1,2})(?![\d/])/u.exec(line)
  if (iso !== null) {
    const [, year = '', , month = '', day = ''] = iso
    return parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, now)
  }
  const found = datePatterns
    .map((pattern) => pattern.exec(withLatinDigits(line))?.[0])
    .find((match) => match !== undefined && parseWords(match) !== null)
  return found === undefined ? null : parseDate(found, now)
}

/** A line with its dates in words replaced by commas. */
export function withoutDates(line: string): string {
  return datePatterns.reduce(
    (rest, pattern) =>
      rest.replace(new RegExp(pattern, 'giu'), (match) =>
        parseWords(match) === null ? match : ',',
      ),
    withLatinDigits(line),
  )
}

type Parts = { day: string; instant: string | null }

function parseIso(text: string): Parts | null {
  const match =
    /^(\d{4})-?(\d{2})-?(\d{2})(?:[T\s]+(\d{1,2}):?(\d{2})(?::?(\d{1,2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?/iu.exec(
      text,
    )
  if (match === null) return null
  const [, year, month, date, hour, minute, second, zone] = match
  const day = `${year ?? ''}-${month ?? ''}-${date ?? ''}`
  if (hour === undefined || minute === undefined || zone === undefined)
    return { day, instant: null }
  const seconds = (second ?? '00').padStart(2, '0')
  return { day, instant: `${day}T${hour.padStart(2, '0')}:${minute}:${seconds}${zoneOf(zone)}` }
}

const datePatterns = [
  /(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日/u,
  /(\d{1,2})(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+)?(\p{L}{3,})\.?,?\s+(?:de\s+)?(\d{4})/iu,
  /(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/iu,
] as const

function parseWords(words: string): Parts | null {
  const text = withLatinDigits(words)
  const [east, dayFirst, monthFirst] = datePatterns
  const inEast = east.exec(text)
  if (inEast !== null) return partsOf(inEast[1], Number(inEast[2]), inEast[3])
  const byDay = dayFirst.exec(text)
  const monthOfDay = byDay === null ? null : monthOf(byDay[2] ?? '')
  if (byDay !== null && monthOfDay !== null) {
    return withTime(partsOf(byDay[3], monthOfDay, byDay[1]), text)
  }
  const byMonth = monthFirst.exec(text)
  const month = byMonth === null ? null : monthOf(byMonth[1] ?? '')
  return byMonth === null || month === null ? null : partsOf(byMonth[3], month, byMonth[2])
}

function partsOf(year: string | undefined, month: number, date: string | undefined): Parts {
  const two = (value: string | number | undefined) => String(value ?? '').padStart(2, '0')
  return { day: `${year ?? ''}-${two(month)}-${two(date)}`, instant: null }
}

/** The time and offset of a mail-style date ("Mon, 02 Mar 2026 08:00:00 +0100"). */
function withTime(parts: Parts, text: string): Parts {
  const match = /\s(\d{2}):(\d{2})(?::(\d{2}))?\s+(GMT|UTC|Z|[+-]\d{4})$/u.exec(text)
  if (match === null) return parts
  const [, hour, minute, second, zone] = match
  const instant = `${parts.day}T${hour ?? ''}:${minute ?? ''}:${second ?? '00'}${zoneOf(zone ?? 'Z')}`
  return { ...parts, instant }
}

function zoneOf(zone: string): string {
  if (/^(?:Z|GMT|UTC)$/iu.test(zone)) return 'Z'
  const [sign, hours, minutes] = [
    zone.slice(0, 1),
    zone.slice(1, 3),
    zone.slice(3).replace(':', ''),
  ]
  return `${sign}${hours}:${minutes === '' ? '00' : minutes}`
}

function isPlausible(day: string, now: Date): boolean {
  const moment = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(moment) || Number(day.slice(0, 4)) < firstYear) return false
  return moment <= now.getTime() + 36 * 3_600_000
}
