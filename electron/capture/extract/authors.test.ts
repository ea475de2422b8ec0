import { expect, test } from 'vitest'
import { namesFromData, namesIn, parseByline } from './authors.ts'

const now = new Date('2026-06-01T12:00:00Z')

test.each([
  ['By Tessa Okafor-Lind and Ilse Brandt', ['Tessa Okafor-Lind', 'Ilse Brandt']],
  ['By Tessa Okafor-Lind, Ilse Brandt & Jo Ray', ['Tessa Okafor-Lind', 'Ilse Brandt', 'Jo Ray']],
  ['Von Wiebke Tannhof', ['Wiebke Tannhof']],
  ['Par Noël Dufrêne et Zoë Marchetti', ['Noël Dufrêne', 'Zoë Marchetti']],
  ['كتبت: ليلى حدّاد', ['ليلى حدّاد']],
  ['記者 灰原翔太', ['灰原翔太']],
  ['Live: Coastwire desk', ['Coastwire desk']],
  ['by Noël Dufrêne, 9 March 2026', ['Noël Dufrêne']],
  ['Rasmus Ekwall | 3 min read', ['Rasmus Ekwall']],
  ['By Jo Ray, Jo Ray', ['Jo Ray']],
  ['https://example.org/jo', []],
  ['admin', []],
  ['Orla Finch"><img src=x onerror=alert(1)>', []],
])('%s names %j', (byline, names) => {
  expect(namesIn(byline)).toEqual(names)
})

test('a name of structured data is one name, whatever words it holds', () => {
  expect(namesFromData('The Harbour Ledger staff')).toEqual(['The Harbour Ledger staff'])
  expect(namesFromData('By Jo Ray and Ilse Brandt')).toEqual(['Jo Ray', 'Ilse Brandt'])
})

test.each([
  ['By Tessa Okafor-Lind and Ilse Brandt', ['Tessa Okafor-Lind', 'Ilse Brandt'], null],
  ['by Noël Dufrêne, 9 March 2026', ['Noël Dufrêne'], '2026-03-09'],
])('“%s” is a byline', (line, authors, day) => {
  const byline = parseByline(line, now)
  expect(byline?.authors).toEqual(authors)
  expect(byline?.published?.day ?? null).toBe(day)
})

test.each([
  'By midnight the hall was empty.',
  'By Monday the water had reached the church, and nobody slept.',
  'Tessa Okafor-Lind',
  'Par for the course, the mayor said.',
])('“%s” is no byline', (line) => {
  expect(parseByline(line, now)).toBeNull()
})
