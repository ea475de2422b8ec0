import { expect, test } from 'vitest'
import { extractPage } from './extract-page.ts'

const prose =
  'The harbour council put off its vote on the quay after three hours of argument, and its members went home without a word to the press that had waited outside.'

function metadataOf(under: string, head = '', above = '') {
  const html = `<html lang="en"><head><title>A vote on the quay | The Ledger</title>${head}</head><body>
    <article>${above}<h1>A vote on the quay</h1>${under}<p>${prose}</p><p>${prose}</p></article></body></html>`
  const url = 'https://ledger.example/quay'
  return extractPage({ html, url, now: '2026-06-01T12:00:00.000Z' }).metadata
}

test('a person under the title goes before an author that is only the outlet', () => {
  const data =
    '<script type="application/ld+json">{"@type":"Article","author":{"@type":"Organization","name":"The Ledger"}}</script>'
  const { authors } = metadataOf('<p>By Nora Quist</p>', data)
  expect(authors).toMatchObject({ value: ['Nora Quist'], source: 'byline' })
  expect(authors.alternatives).toContainEqual({ value: ['The Ledger'], source: 'ld+json' })
  expect(metadataOf('', data).authors.value).toEqual(['The Ledger'])
})

test('an organisation keeps its name whole, whatever stands in it', () => {
  const data =
    '<script type="application/ld+json">{"@type":"Article","author":{"@type":"Organization","name":"Office of Quays and Locks"}}</script>'
  expect(metadataOf('', data).authors.value).toEqual(['Office of Quays and Locks'])
})

test('what a card for sharing says of the writer counts where it says that it is the writer', () => {
  const card = (label: string) =>
    `<meta name="twitter:label1" content="${label}"><meta name="twitter:data1" content="Nora Quist">`
  expect(metadataOf('', card('Written by')).authors).toMatchObject({
    value: ['Nora Quist'],
    source: 'meta:twitter:data1',
  })
  expect(metadataOf('', card('Reading time')).authors.value).toBeNull()
})

test('a name beside a date counts where the page says it again, a menu entry does not', () => {
  const box = '<p>Nora Quist</p><p>9 March 2026</p>'
  const again = '<aside><h3>Nora Quist</h3></aside>'
  expect(metadataOf(box).authors.value).toBeNull()
  expect(metadataOf(box + again).authors.value).toEqual(['Nora Quist'])
  expect(metadataOf('<p>Contact Us</p><aside><h3>Contact Us</h3></aside>').authors.value).toBeNull()
})

test('an opening with no name after it is no author', () => {
  expect(metadataOf('<p class="author">Written by</p>').authors.value).toBeNull()
  expect(metadataOf('<p class="author">Written byNora Quist</p>').authors.value).toEqual([
    'Nora Quist',
  ])
})

test('a line above the title may hold the day and the writer', () => {
  const { authors, published } = metadataOf('', '', '<p>Published August 7, 2023 by Nora Quist</p>')
  expect([authors.value, published.value?.day]).toEqual([['Nora Quist'], '2023-08-07'])
})
