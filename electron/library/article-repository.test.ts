import { chmod, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { textOf } from '../../shared/text/text-of.ts'
import { sha256Of } from '../system/hash.ts'
import type { NewVersion } from './new-version.ts'
import type { Library } from './open-library.ts'
import { systemError, watchedFileSystem } from './testing/file-systems.ts'
import {
  makeTestFolder,
  sampleMetadata,
  sampleVersion,
  type TestFolder,
} from './testing/temporary-library.ts'

let folder: TestFolder
let library: Library
beforeEach(async () => {
  folder = await makeTestFolder()
  library = await folder.open()
})
afterEach(() => folder.remove())

const url = 'https://courier.example/strike'
const first = () =>
  sampleVersion(url, 'Harbour strike ends', ['It ended on Monday.', 'Work began again.'])
const second = () =>
  sampleVersion(url, 'Harbour strike ends', ['It ended on Tuesday.'], '2026-11-25T10:00:00.000Z')

async function articleFolder() {
  const month = join(folder.library, 'articles', '2026-11')
  const names = (await readdir(month)).filter((name) => !name.startsWith('.'))
  return join(month, names[0] ?? '')
}
const journal = async () => {
  const [name = ''] = await readdir(join(folder.library, 'journal'))
  const text = await readFile(join(folder.library, 'journal', name), 'utf8')
  return text
    .trim()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as {
          what: string
          files: Record<string, string>
          detail: Record<string, unknown>
        },
    )
}

describe('a capture', () => {
  test('of a new key is a new article, its files complete, hashed and read-only', async () => {
    const { outcome, article, version, number, warnings } = await library.articles.commit(first())
    expect({ outcome, number, warnings }).toEqual({
      outcome: 'new-article',
      number: 1,
      warnings: [],
    })
    const at = await articleFolder()
    expect(at.endsWith(`harbour-strike-ends-${article.id.slice(-8)}`)).toBe(true)
    const name = `v1-${version.id.slice(-6)}`
    expect((await readdir(at)).map((file) => file.replace(name, 'v1')).sort()).toEqual([
      'article.json',
      `media-${sha256Of('a picture of the harbour').slice(0, 32)}.png`,
      'v1.article.html',
      'v1.document.json',
      'v1.left-out.json',
      'v1.snapshot.wacz',
      'v1.text.txt',
      'v1.version.json',
    ])
    expect((await stat(join(at, `${name}.text.txt`))).mode & 0o777).toBe(0o444)
    const text = await readFile(join(at, `${name}.text.txt`), 'utf8')
    expect(text).toBe('Harbour strike ends\n\nIt ended on Monday.\n\nWork began again.')
    expect(version.textSha256).toBe(sha256Of(text))
  })

  test('is in the journal with the hash of every file', async () => {
    await library.articles.commit(first())
    const [line] = await journal()
    expect(line?.what).toBe('capture')
    const paths = Object.keys(line?.files ?? {})
    expect(paths).toHaveLength(8)
    for (const path of paths) {
      expect(line?.files[path]).toBe(sha256Of(await readFile(join(folder.library, path))))
    }
  })

  test('with the same text adds no version, and the moment is noted', async () => {
    await library.articles.commit(first())
    const again = { ...first(), provenance: second().provenance }
    const wireSha256 = again.provenance.kind === 'fetched' ? again.provenance.wireSha256 : null
    const { outcome, article, number } = await library.articles.commit(again)
    expect({ outcome, number, versions: article.versions.length }).toEqual({
      outcome: 'unchanged',
      number: 1,
      versions: 1,
    })
    expect(article.lastUnchanged?.at).toBe('2026-11-25T10:00:00.000Z')
    expect((await journal())[1]).toMatchObject({
      what: 'unchanged',
      detail: { status: 200, bodySha256: wireSha256 },
    })
  })

  test('with another text is a new version; the first one and the shared picture stay as they were', async () => {
    const one = await library.articles.commit(first())
    const picture = join(
      await articleFolder(),
      (await readdir(await articleFolder())).find((name) => name.startsWith('media-')) ?? '',
    )
    const before = await stat(picture)
    const two = await library.articles.commit(second())
    expect(two).toMatchObject({ outcome: 'new-version', number: 2, warnings: [] })
    expect(two.article.versions.map(({ id }) => id)).toEqual([one.version.id, two.version.id])
    expect(two.version.name).toMatch(/^v2-/u)
    expect((await stat(picture)).ino).toBe(before.ino)
    expect((await library.articles.readVersion(two.article, one.version.id)).text).toContain(
      'Monday',
    )
    expect((await library.articles.readVersion(two.article, two.version.id)).text).toContain(
      'Tuesday',
    )
  })

  test('names the record of the version captured before it, whichever was kept first', async () => {
    const at = (paragraph: string, capturedAt: string) =>
      library.articles.commit(sampleVersion(url, 'Harbour strike ends', [paragraph], capturedAt))
    const third = await at('On Thursday.', '2026-11-26T10:00:00.000Z')
    const first = await at('On Monday.', '2026-11-24T10:00:00.000Z')
    const second = await at('On Wednesday.', '2026-11-25T10:00:00.000Z')
    const previous = async (version: typeof first) =>
      (await library.articles.readVersion(second.article, version.version.id)).record
        .previousRecordSha256
    expect(await previous(first)).toBeNull()
    expect(await previous(second)).toBe(first.version.recordSha256)
    expect(await previous(third)).toBeNull()
  })

  test('keeps what a researcher corrected and takes the rest from the newer capture', async () => {
    await library.articles.commit(first())
    const metadata = {
      ...sampleMetadata('Harbour strike over'),
      authors: sampleMetadata('').canonical as never,
    }
    const { article } = await library.articles.commit({ ...second(), metadata })
    expect(article.metadata.title.value).toBe('Harbour strike over')
    expect(article.metadata.authors.value).toEqual(['Mira Volkova'])
  })

  test('with the same text keeps what the researcher says of it now, and what stood before', async () => {
    await library.articles.commit(first())
    const said = { value: 'The Quay Gazette', source: 'researcher', alternatives: [] }
    const again = (outlet: string) => ({
      ...first(),
      metadata: {
        ...sampleMetadata('Another title in the page'),
        outlet: { ...said, value: outlet },
      },
    })
    await library.articles.commit(again('The Quay Gazete'))
    const { outcome, article } = await library.articles.commit(again(said.value))
    expect([outcome, article.versions.length]).toEqual(['unchanged', 1])
    expect(article.metadata.outlet).toEqual({
      ...said,
      alternatives: [
        { value: 'The Quay Gazete', source: 'researcher' },
        { value: 'The Harbour Courier', source: 'meta' },
      ],
    })
    // What the page says without a version to prove it is not taken over.
    expect(article.metadata.title.value).toBe('Harbour strike ends')
    expect((await journal()).map(({ detail }) => detail['said'])).toEqual([
      undefined,
      'outlet',
      'outlet',
    ])
  })

  test('with another text takes what the researcher says now, over what they said before', async () => {
    const saying = (version: NewVersion, name: string): NewVersion => ({
      ...version,
      metadata: {
        ...version.metadata,
        authors: { value: [name], source: 'researcher', alternatives: [] },
      },
    })
    await library.articles.commit(saying(first(), 'M. Volkova'))
    const { article } = await library.articles.commit(saying(second(), 'Mira Volkova'))
    expect(article.metadata.authors).toEqual({
      value: ['Mira Volkova'],
      source: 'researcher',
      alternatives: [{ value: ['M. Volkova'], source: 'researcher' }],
    })
    const later = await library.articles.commit(
      sampleVersion(url, 'Harbour strike ends', ['On Sunday.'], '2026-11-26T10:00:00.000Z'),
    )
    expect(later.article.metadata.authors.value).toEqual(['Mira Volkova'])
  })

  test('of one key in two windows at once makes one article', async () => {
    const other = await folder.open()
    const outcomes = await Promise.all([library, other].map((one) => one.articles.commit(first())))
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['new-article', 'unchanged'])
    expect(await library.articles.list()).toHaveLength(1)
  })

  test('whose document the schema refuses keeps nothing', async () => {
    const document = { type: 'doc' as const, content: [{ type: 'script' }] }
    await expect(library.articles.commit({ ...first(), document })).rejects.toMatchObject({
      code: 'document-damaged',
    })
    expect(await readdir(folder.root)).toEqual([])
  })

  test('whose journal cannot be written stands, with a warning', async () => {
    await mkdir(folder.library)
    const fs = watchedFileSystem([], ({ what, names }) =>
      what === 'open a' && names.endsWith('.jsonl') ? systemError('EIO') : null,
    )
    const { outcome, warnings } = await (await folder.open({ fs })).articles.commit(first())
    expect(outcome).toBe('new-article')
    expect(warnings).toEqual([expect.stringContaining('lacks this act')])
    expect(await library.articles.list()).toHaveLength(1)
  })
})

describe('a capture that a full disk stops', () => {
  const needsSpace = ['write', 'sync', 'rename', 'makeFolder', 'open wx']

  /** Commits with the nth call that needs space failing; says whether there was an nth. */
  async function commitFailingAt(turn: number, version: NewVersion) {
    let seen = 0
    const fs = watchedFileSystem([], ({ what }) => {
      if (needsSpace.includes(what)) seen += 1
      return needsSpace.includes(what) && seen === turn ? systemError('ENOSPC') : null
    })
    const failing = await folder.open({ fs })
    const error: unknown = await failing.articles.commit(version).then(
      () => null,
      (reason: unknown) => reason,
    )
    return { error, isOver: seen < turn }
  }

  /** Every version that the list names can be read, and nothing hidden is left beside them. */
  async function expectWhole(versions: number) {
    const articles = await library.articles.list()
    const entries = articles.flatMap((article) =>
      article.versions.map(({ id }) => ({ article, id })),
    )
    for (const { article, id } of entries) await library.articles.readVersion(article, id)
    expect(entries).toHaveLength(versions)
    expect(library.problems()).toEqual([])
    const names = await readdir(folder.root, { recursive: true })
    expect(names.filter((name) => name.includes('.~') || name.endsWith('.lock'))).toEqual([])
  }

  test.each([
    ['a new article', false],
    ['a new version', true],
  ])('leaves nothing half-made of %s, and works the next time', async (_name, isSecond) => {
    const version = isSecond ? second() : first()
    const before = isSecond ? 1 : 0
    let failures = 0
    for (let turn = 1; ; turn += 1) {
      await folder.remove()
      folder = await makeTestFolder()
      library = await folder.open()
      if (isSecond) await library.articles.commit(first())
      const { error, isOver } = await commitFailingAt(turn, version)
      if (isOver) break
      const { saved, path } = (error as AppError | null)?.facts ?? { saved: true }
      const isKept = saved === true && (path === undefined || String(path).endsWith('article.json'))
      if (saved !== true) expect(error).toMatchObject({ code: 'disk-full' })
      failures += error === null ? 0 : 1
      await expectWhole(isKept ? before + 1 : before)
      await library.articles.commit(version)
      await expectWhole(before + 1)
    }
    expect(failures).toBeGreaterThan(15)
  })
})

describe('a version', () => {
  test('reads back as it was captured', async () => {
    const { article, version } = await library.articles.commit(first())
    const stored = await library.articles.readVersion(article, version.id)
    expect(stored.text).toBe(textOf(stored.document))
    expect(stored.record.provenance).toEqual(first().provenance)
    expect(stored.leftOut).toEqual(first().leftOut)
    const file = stored.record.media[0]?.file ?? ''
    const media = await library.articles.readMedia(article, file)
    expect(media.mediaType).toBe('image/png')
    expect(Buffer.from(media.bytes).toString()).toBe('a picture of the harbour')
  })

  test.each(['text.txt', 'document.json', 'version.json'])(
    'whose %s was changed is refused by name',
    async (suffix) => {
      const { article, version } = await library.articles.commit(first())
      const path = join(await articleFolder(), `${version.name}.${suffix}`)
      await chmod(path, 0o644)
      await writeFile(
        path,
        (await readFile(path, 'utf8')).replace('Monday', 'Friday').replace('200', '201'),
      )
      await expect(library.articles.readVersion(article, version.id)).rejects.toMatchObject({
        code: 'document-damaged',
        message: expect.stringMatching(
          new RegExp(`${version.name}\\.${suffix}.*version 1`, 'u'),
        ) as string,
      })
      expect(library.problems()[0]?.path).toContain(`${version.name}.${suffix}`)
    },
  )

  test('whose left-out blocks are damaged is shown without them, with a problem', async () => {
    const { article, version } = await library.articles.commit(first())
    const path = join(await articleFolder(), `${version.name}.left-out.json`)
    await chmod(path, 0o644)
    await writeFile(path, '{}')
    expect((await library.articles.readVersion(article, version.id)).leftOut).toEqual([])
    expect(library.problems()).toHaveLength(1)
  })

  test('whose text is not there yet is told as not synced', async () => {
    const { article, version } = await library.articles.commit(first())
    await rm(join(await articleFolder(), `${version.name}.text.txt`))
    await expect(library.articles.readVersion(article, version.id)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('not synced yet') as string,
    })
  })

  test('gives no picture that it does not keep', async () => {
    const { article } = await library.articles.commit(first())
    await expect(library.articles.readMedia(article, '../../pressmark.json')).rejects.toMatchObject(
      { code: 'not-found' },
    )
  })

  test('is a page that runs no script and escapes what the article says', async () => {
    const hostile = sampleVersion(url, '<script>alert(1)</script>', [
      'a & b "c" <img src=x onerror=y>',
    ])
    const { version } = await library.articles.commit(hostile)
    const html = await readFile(join(await articleFolder(), `${version.name}.article.html`), 'utf8')
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).not.toMatch(/<script|<img src=x/u)
    expect(html).toContain("default-src 'none'")
  })
})
