import { createHash } from 'node:crypto'
import { describe } from '../../shared/anchoring/describe.ts'
import type { Annotation } from '../../shared/domain/annotation.ts'
import { absent, from, type Metadata } from '../../shared/domain/metadata.ts'
import type { Provenance } from '../../shared/domain/provenance.ts'
import type {
  ExportArticle,
  ExportData,
  ExportPassage,
  ExportVersion,
} from '../../electron/exchange/export-data.ts'

/**
 * Sample fiction for the tests of exports: the Harbour Ledger, its people and its vote are
 * invented. Code points, UTF-16 units and letters differ before the first passage.
 */
export const sampleText = [
  'Harbour vote put off ⚓️\u{1f6a2}',
  'The cafe\u0301 owners’ plan “will not be rushed”, the mayor said on Tuesday — for now.',
  'Berth\tTonnes\nNorth\t1,200\n\t900',
  '# Not a heading * _but_ <b>text</b> of [the page](https://ledger.example/x) & co.',
].join('\n\n')

const captured = '2031-03-02T09:30:00.000Z'

/** An id that ends in `tail`. */
export function sampleId(tail: string): string {
  return `01hv${'0'.repeat(22 - tail.length)}${tail}`
}

/** The hash of a text's bytes. */
export function textHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** A passage by its words, where they stand first; null for the whole article. */
export function samplePassage(
  id: string,
  words: string | null,
  change: { tags?: string[]; note?: string; text?: string; versionId?: string } = {},
): ExportPassage {
  const text = change.text ?? sampleText
  const start = words === null ? 0 : text.indexOf(words)
  if (start < 0) throw new RangeError(`no “${words}” in the sample`)
  const selectors = words === null ? null : describe(text, { start, end: start + words.length })
  const annotation: Annotation = {
    id: sampleId(id),
    rev: 1,
    articleId: sampleId('a1'),
    coderId: sampleId('c0'),
    createdAt: '2031-03-03T10:00:00.000Z',
    updatedAt: '2031-03-03T10:00:00.000Z',
    target: {
      versionId: change.versionId ?? sampleId('v1'),
      textSha256: textHash(text),
      quote: selectors?.quote ?? null,
      position: selectors?.position ?? null,
    },
    tagIds: [],
    note: change.note ?? '',
    basedOn: null,
    removed: null,
  }
  return { annotation, tags: change.tags ?? [], coderName: 'Ilse Bakker' }
}

/** What the sample's page says of itself. */
export function sampleMetadata(title = 'Harbour vote put off'): Metadata {
  const day = { raw: '1 March 2031', day: '2031-03-01', instant: null }
  return {
    title: from(title, 'h1'),
    authors: from(['Tomas Reed', 'Noor Vale'], 'ld+json'),
    outlet: from('The Harbour Ledger', 'ld+json'),
    published: from(day, 'ld+json'),
    modified: absent(),
    language: from('en', 'html'),
    canonical: absent(),
    leadImage: absent(),
  }
}

/** How the sample came: fetched from this address. */
export function fetchedFrom(finalUrl: string): Provenance {
  return {
    kind: 'fetched',
    requestedUrl: finalUrl,
    finalUrl,
    redirects: [],
    startedAt: captured,
    finishedAt: captured,
    status: 200,
    headers: [],
    remoteAddress: null,
    mediaType: 'text/html',
    charset: { name: 'utf-8', how: 'header' },
    wireBytes: 1,
    wireSha256: 'b'.repeat(64),
    software: {},
  }
}

/** One version of the sample. */
export function sampleVersion(
  passages: ExportPassage[],
  change: { text?: string; number?: number; provenance?: Provenance; key?: string } = {},
): ExportVersion {
  const number = change.number ?? 1
  const id = sampleId(`v${number}`)
  const text = change.text ?? sampleText
  const name = `v${number}-${id.slice(-6)}`
  return {
    id,
    number,
    name,
    capturedAt: captured,
    text,
    passages,
    record: {
      format: 1,
      id,
      articleId: sampleId('a1'),
      key: change.key ?? 'https://ledger.example/vote',
      capturedAt: captured,
      coderId: sampleId('c0'),
      provenance: change.provenance ?? fetchedFrom('https://ledger.example/vote'),
      metadata: sampleMetadata(),
      textRules: 1,
      textSha256: textHash(text),
      textLength: text.length,
      media: [],
      files: [],
    },
  }
}

/** One article of the sample. */
export function sampleArticle(
  versions: ExportVersion[],
  change: { title?: string; key?: string; id?: string } = {},
): ExportArticle {
  const metadata = sampleMetadata(change.title)
  return {
    metadata,
    versions,
    article: {
      format: 1,
      id: change.id ?? sampleId('a1'),
      rev: 1,
      key: change.key ?? 'https://ledger.example/vote',
      createdAt: captured,
      updatedAt: captured,
      metadata,
      versions: versions.map(({ id, name, capturedAt, record }) => ({
        id,
        name,
        capturedAt,
        textSha256: record.textSha256,
        recordSha256: 'c'.repeat(64),
      })),
      lastUnchanged: null,
      removed: null,
    },
  }
}

/** An export of these articles. */
export function sampleData(articles: ExportArticle[]): ExportData {
  return {
    articles,
    collection: 'Harbour coverage',
    exportedAt: '2031-04-01T08:00:00.000Z',
    libraryId: sampleId('b1'),
    software: 'Pressmark 0.1.0',
  }
}

/** The export that most tests use: overlapping, identical and whole-article annotations. */
export function sampleExport(): ExportData {
  const passages = [
    samplePassage('p3', 'North\t1,200\n\t900', { tags: ['Facts'] }),
    samplePassage('p1', 'owners’ plan “will not be rushed”', {
      tags: ['Frames/Delay', 'Voices'],
      note: 'Whose words?\n\n- check *the minutes*',
    }),
    samplePassage('p2', '“will not be rushed”, the mayor said', { note: 'Only a note.' }),
    samplePassage('p5', '“will not be rushed”, the mayor said', { tags: ['Again'] }),
    samplePassage('p4', '# Not a heading * _but_ <b>text</b> of [the page]'),
    samplePassage('p0', null, { tags: ['Topic/Harbour'] }),
  ]
  return sampleData([sampleArticle([sampleVersion(passages)])])
}
