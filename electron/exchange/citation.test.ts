import { expect, test } from 'vitest'
import { citationOf } from './citation.ts'
import { exportCsv } from './csv/export-csv.ts'
import { exportMarkdown } from './markdown/export-markdown.ts'
import { exportW3c } from './w3c/export-w3c.ts'
import {
  fetchedFrom,
  sampleArticle,
  sampleData,
  samplePassage,
  sampleVersion,
} from '../../tests/support/sample-export-data.ts'

function sourceOf(url: string): { url: string | null; uri: string } {
  const version = sampleVersion([], { provenance: fetchedFrom(url) })
  const { url: exact, uri } = citationOf(sampleArticle([version]), version)
  return { url: exact, uri }
}

test.each([
  ['https://ledger.example/vote?id=1&x=a+b#part', 'https://ledger.example/vote?id=1&x=a+b#part'],
  ['https://ledger.example/a?q={x}|[y]^`', 'https://ledger.example/a?q=%7Bx%7D%7C%5By%5D%5E%60'],
  ['http://[2001:db8::1]:8080/a[b]', 'http://[2001:db8::1]:8080/a%5Bb%5D'],
  ['https://ledger.example/100%', 'https://ledger.example/100%25'],
  ['https://ledger.example/caf\u00e9', 'https://ledger.example/caf%C3%A9'],
])('the address %s is the URI %s', (url, uri) => {
  expect(sourceOf(url)).toEqual({ url, uri })
})

test('a password in an address does not go out', () => {
  expect(sourceOf('https://ilse:secret@ledger.example/vote')).toEqual({
    url: 'https://ledger.example/vote',
    uri: 'https://ledger.example/vote',
  })
})

test('an article without an address is known by the hash of its bytes', () => {
  const sha256 = 'd'.repeat(64)
  const version = sampleVersion([], {
    provenance: {
      kind: 'pasted',
      claimedUrl: null,
      startedAt: '2031-03-02T09:30:00.000Z',
      finishedAt: '2031-03-02T09:30:00.000Z',
      sizeBytes: 1,
      sha256,
      software: {},
    },
  })
  const entry = sampleArticle([version], { key: `sha256:${sha256}` })
  expect(citationOf(entry, version)).toMatchObject({ url: null, uri: `urn:sha256:${sha256}` })
})

test('what the page does not say is null, never an empty word', () => {
  const version = sampleVersion([])
  const entry = sampleArticle([version], { title: '  ' })
  entry.metadata.outlet.value = ''
  entry.metadata.authors.value = ['', 'Noor Vale']
  expect(citationOf(entry, version)).toMatchObject({
    title: null,
    outlet: null,
    authors: ['Noor Vale'],
  })
})

test('what a saved page says of itself is a claim, and no address of the article', () => {
  const sha256 = 'd'.repeat(64)
  const claims = {
    url: 'https://ledger.example/vote',
    savedAt: '2031-03-01T09:00:00.000Z',
    by: 'mhtml' as const,
  }
  const provenance = {
    kind: 'imported' as const,
    fileName: 'vote.mhtml',
    claimedUrl: claims.url,
    startedAt: '2031-03-02T09:30:00.000Z',
    finishedAt: '2031-03-02T09:30:00.000Z',
    mediaType: 'multipart/related',
    charset: { name: 'utf-8', how: 'valid UTF-8' },
    sizeBytes: 1,
    sha256,
    software: {},
    fileClaims: claims,
  }
  const version = sampleVersion([samplePassage('p1', null)], { provenance })
  const entry = sampleArticle([version], { key: `sha256:${sha256}` })
  expect(citationOf(entry, version)).toMatchObject({
    url: null,
    uri: `urn:sha256:${sha256}`,
    claims,
  })
  const data = sampleData([entry])
  expect(exportMarkdown(data)).toContain(
    'The file says, unchecked: saved from https\\://ledger.example/vote on 2031-03-01T09:00:00.000Z',
  )
  const line = exportCsv(data).split('\r\n')[1]
  expect(line).toMatch(/,https:\/\/ledger\.example\/vote,2031-03-01T09:00:00\.000Z$/u)
  expect(line?.match(/ledger\.example/gu)).toHaveLength(1)
  const page = exportW3c(data)[0]?.text ?? ''
  expect(page).toContain('The file says, unchecked: saved from https://ledger.example/vote on 2031')
  expect(page).not.toContain('schema:url')
  // Where the researcher says it, it is theirs to say.
  const said = sampleArticle([version], { key: claims.url })
  expect(citationOf(said, version)).toMatchObject({ url: claims.url, claims: null })
})
