import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '../../../shared/domain/ids.ts'
import { absent, from, type Metadata } from '../../../shared/domain/metadata.ts'
import { sha256Of } from '../../system/hash.ts'
import type { NewVersion } from '../new-version.ts'
import { openLibrary, type Library, type LibraryOptions } from '../open-library.ts'

/** A folder for one test, with places for a library, the cache and what a machine remembers. */
export type TestFolder = {
  root: string
  library: string
  /** Opens the library as one coder of this machine; another one with other `machine` values. */
  open(options?: Partial<LibraryOptions>): Promise<Library>
  remove(): Promise<void>
}

/** A new temporary folder. */
export async function makeTestFolder(): Promise<TestFolder> {
  const root = await mkdtemp(join(tmpdir(), 'pressmark-library-'))
  const library = join(root, 'library')
  const machine = {
    coderId: newId(),
    deviceId: newId(),
    hostId: 'this-host',
    coderName: 'Ada Osei',
  }
  const opened: Library[] = []
  return {
    root,
    library,
    async open(options = {}) {
      const one = await openLibrary({
        folder: library,
        cacheFolder: join(root, 'cache'),
        deviceMemoryFile: join(root, 'data', 'device.json'),
        machine,
        lockTiming: { busyAfterMs: 2_000, takeOverAfterMs: 50 },
        ...options,
      })
      opened.push(one)
      return one
    },
    async remove() {
      // Acts answer before what this machine remembers of them is written.
      for (const one of opened) await one.close()
      await rm(root, { recursive: true })
    },
  }
}

/** Fiction: an article of an invented paper. */
export function sampleMetadata(title: string): Metadata {
  return {
    title: from(title, 'h1'),
    authors: from(['Mira Volkova'], 'meta'),
    outlet: from('The Harbour Courier', 'meta'),
    published: from({ raw: '2026-11-02', day: '2026-11-02', instant: null }, 'meta'),
    modified: absent(),
    language: from('en', 'html'),
    canonical: absent(),
    leadImage: absent(),
  }
}

/** A capture of `url` whose article holds `paragraphs` under `title`, with one picture. */
export function sampleVersion(
  url: string,
  title: string,
  paragraphs: readonly string[],
  finishedAt = '2026-11-24T10:00:01.000Z',
): NewVersion {
  const picture = new TextEncoder().encode('a picture of the harbour')
  const sha256 = sha256Of(picture)
  const file = `media-${sha256.slice(0, 32)}.png`
  const raw = new TextEncoder().encode(`<h1>${title}</h1>${paragraphs.join('')}`)
  const block = (type: string, text: string) => ({ type, content: [{ type: 'text', text }] })
  return {
    key: url,
    metadata: sampleMetadata(title),
    provenance: {
      kind: 'fetched',
      requestedUrl: url,
      finalUrl: url,
      redirects: [],
      startedAt: '2026-11-24T10:00:00.000Z',
      finishedAt,
      status: 200,
      headers: [['content-type', 'text/html']],
      remoteAddress: '192.0.2.1',
      mediaType: 'text/html',
      charset: { name: 'utf-8', how: 'header' },
      wireBytes: raw.length,
      wireSha256: sha256Of(raw),
      software: { pressmark: '0.1.0' },
    },
    document: {
      type: 'doc',
      content: [
        block('title', title),
        ...paragraphs.map((text) => block('paragraph', text)),
        {
          type: 'figure',
          content: [{ type: 'picture', attrs: { file, url: null, alt: 'Harbour' } }],
        },
      ],
    },
    leftOut: [{ kind: 'furniture', text: '3 Min Read', reason: 'reading time', afterBlock: 0 }],
    media: [
      {
        entry: { url: `${url}/p.png`, file, sha256, problem: null },
        bytes: picture,
        mediaType: 'image/png',
      },
    ],
    raw: { suffix: 'snapshot.wacz', mediaType: 'application/wacz', bytes: raw },
    page: null,
  }
}
