import { expect, test } from 'vitest'
import { Metadata } from '../../../shared/domain/metadata.ts'
import { extractPage } from './extract-page.ts'

const prose =
  'The harbour council put off its vote on the quay after three hours of argument, and its members went home without a word to the press that had waited outside.'

function metadataOf(head: string, body = '<h1>A vote on the quay</h1>') {
  const html = `<html lang="en"><head>${head}</head><body><article>${body}<p>${prose}</p><p>${prose}</p></article></body></html>`
  const url = 'https://harbourledger.example/quay'
  const { metadata } = extractPage({ html, url, now: '2026-06-01T12:00:00.000Z' })
  expect(Metadata.parse(metadata)).toEqual(metadata)
  return metadata
}

const data = (fields: object) =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', ...fields })}</script>`

test('an h1 that is only the name of the site is not the title', () => {
  const { title } = metadataOf(
    '<title>A vote on the quay - Nora’s Notes</title>',
    '<h1>Nora’s Notes</h1>',
  )
  expect(title.value).toBe('A vote on the quay')
})

test('an h1 of other words gives way to a title that the page states twice', () => {
  const head = `<title>A vote on the quay | The Ledger</title>${data({ headline: 'A vote on the quay' })}`
  expect(metadataOf(head, '<h1>Harbour life</h1>').title.value).toBe('A vote on the quay')
  expect(metadataOf('<title>The Ledger</title>', '<h1>Harbour life</h1>').title.value).toBe(
    'Harbour life',
  )
})

test('a title that names its site loses the name, and references written twice are read', () => {
  const og = (title: string) => `<meta property="og:title" content="${title}">`
  expect(
    metadataOf(og('Quays &amp;#038; locks of the north | Harbour Ledger'), '').title.value,
  ).toBe('Quays & locks of the north')
  expect(metadataOf(og('Quays | locks'), '').title.value).toBe('Quays | locks')
})

test('the day under the title counts where it is earlier than what the page states', () => {
  const stated = data({ datePublished: '2026-03-20T08:00:00+01:00' })
  const shown = (day: string) =>
    metadataOf(stated, `<h1>A vote on the quay</h1><p>${day}</p>`).published
  expect(shown('9 March 2026').value?.day).toBe('2026-03-09')
  expect(shown('9 March 2026').alternatives.map(({ source }) => source)).toEqual(['ld+json'])
  expect(shown('19 March 2026').value?.day).toBe('2026-03-20')
  expect(shown('Updated 9 March 2026').value?.day).toBe('2026-03-20')
})

test.each(['2026-03-09', '2026/3/9', 'Mira Volkova 2026-03-09 in Harbours'])(
  'a line under the title may write its day as %s',
  (line) => {
    expect(metadataOf('', `<h1>A vote on the quay</h1><p>${line}</p>`).published.value?.day).toBe(
      '2026-03-09',
    )
  },
)

test('the section is what the page says', () => {
  expect(metadataOf(data({ articleSection: ['Harbours', 'News'] })).section).toMatchObject({
    value: 'Harbours',
    source: 'ld+json',
  })
  expect(metadataOf('<meta property="article:section" content="Harbours">').section?.value).toBe(
    'Harbours',
  )
  expect(metadataOf('').section?.value).toBeNull()
})

test('whether it must be paid for is yes, no or unknown, by the page’s own word', () => {
  expect(metadataOf(data({ isAccessibleForFree: false })).paywall).toMatchObject({
    value: 'yes',
    source: 'ld+json',
  })
  expect(metadataOf(data({ hasPart: { isAccessibleForFree: 'False' } })).paywall?.value).toBe('yes')
  expect(metadataOf(data({ isAccessibleForFree: true })).paywall?.value).toBe('no')
  expect(
    metadataOf('<meta property="article:content_tier" content="metered">').paywall?.value,
  ).toBe('yes')
  expect(metadataOf('').paywall).toMatchObject({ value: 'unknown', source: 'none' })
})
