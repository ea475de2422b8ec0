import { expect, test } from 'vitest'
import { dateInLine, parseDate } from './dates.ts'

const now = new Date('2026-06-01T12:00:00Z')
const parsed = (raw: string) => {
  const date = parseDate(raw, now)
  return date === null ? null : [date.day, date.instant]
}

test.each([
  ['2026-03-01T17:40:00+01:00', '2026-03-01', '2026-03-01T17:40:00+01:00'],
  ['2026-03-01T17:40:00+0100', '2026-03-01', '2026-03-01T17:40:00+01:00'],
  ['2026-03-01T17:40:00.123Z', '2026-03-01', '2026-03-01T17:40:00Z'],
  ['2026-03-01T17:40Z', '2026-03-01', '2026-03-01T17:40:00Z'],
  ['2026-03-01 17:40:00 +02', '2026-03-01', '2026-03-01T17:40:00+02:00'],
  ['2026-03-01T23:15:0Z', '2026-03-01', '2026-03-01T23:15:00Z'],
  ['2020-06-29T00:16:15+03:00', '2020-06-29', '2020-06-29T00:16:15+03:00'],
  ['2026-03-01T17:40:00', '2026-03-01', null],
  ['2026-03-01', '2026-03-01', null],
  ['20260301', '2026-03-01', null],
  ['Mon, 02 Mar 2026 08:00:00 +0100', '2026-03-02', '2026-03-02T08:00:00+01:00'],
  ['Mon, 02 Mar 2026 08:00:00 GMT', '2026-03-02', '2026-03-02T08:00:00Z'],
  ['9 March 2026', '2026-03-09', null],
  ['March 9th, 2026', '2026-03-09', null],
  ['Sept. 3, 2025', '2025-09-03', null],
  ['1. März 2026', '2026-03-01', null],
  ['1er mars 2026', '2026-03-01', null],
  ['3 de marzo de 2026', '2026-03-03', null],
  ['3 марта 2026', '2026-03-03', null],
  ['2026年3月1日', '2026-03-01', null],
  ['١ مارس ٢٠٢٦', '2026-03-01', null],
])('%s is the day %s as written, with the instant %s', (raw, day, instant) => {
  expect(parsed(raw)).toEqual([day, instant])
})

test.each([
  '',
  'soon',
  '2026',
  '1970-01-01',
  '1989-12-31',
  '2099-01-01',
  '2026-06-04',
  '2026-02-30',
  '31 April 2026',
  '12/31',
  '9 Smarch 2026',
])('“%s” is no date of an article', (raw) => {
  expect(parsed(raw)).toBeNull()
})

test('tomorrow is let pass: it is today somewhere', () => {
  expect(parsed('2026-06-02')).toEqual(['2026-06-02', null])
})

test('a date is found inside a byline', () => {
  expect(dateInLine('by Noël Dufrêne, 9 March 2026', now)?.day).toBe('2026-03-09')
  expect(dateInLine('by Noël Dufrêne', now)).toBeNull()
})

test('the string of the page is kept', () => {
  expect(parseDate(' 2026-03-01 ', now)?.raw).toBe('2026-03-01')
})
