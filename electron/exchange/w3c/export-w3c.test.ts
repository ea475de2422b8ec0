import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkAnnotationPage } from '../../../tests/standards/w3c-check.ts'
import type { ExportData } from '../export-data.ts'
import {
  fetchedFrom,
  sampleArticle,
  sampleData,
  sampleExport,
  sampleId,
  samplePassage,
  sampleText,
  sampleVersion,
  textHash,
} from '../../../tests/support/sample-export-data.ts'
import { exportW3c } from './export-w3c.ts'
import { versionFileName } from './file-name.ts'

const repository = join(import.meta.dirname, '../../..')
const sharedCheck = join(repository, '../shared/data/standards/checks/check-w3c.mjs')

type Item = Record<string, unknown> & { id: string; target: Record<string, unknown> }
type Page = { id: string; items: Item[] } & Record<string, unknown>

function pagesOf(data: ExportData): { page: Page; text: string }[] {
  const files = exportW3c(data)
  return files
    .filter(({ path }) => path.endsWith('.jsonld'))
    .map((file) => {
      const beside = files.find(({ path }) => path === file.path.replace(/jsonld$/u, 'txt'))
      return { page: JSON.parse(file.text) as Page, text: beside!.text }
    })
}

/** The one page of the sample, and its text. */
function samplePage(): { page: Page; text: string } {
  return pagesOf(sampleExport())[0]!
}

function hostileExport(): ExportData {
  const hostile = '</script>"\\\u2028\ud800{"@context":"x"}'
  const passages = [
    samplePassage('p1', 'for now', { note: hostile, tags: [hostile] }),
    samplePassage('p2', null, { note: '=1+1' }),
    { ...samplePassage('p3', 'Tuesday'), coderName: hostile },
  ]
  const provenance = fetchedFrom('https://ledger.example/a?q={x}|"y" z')
  return sampleData([sampleArticle([sampleVersion(passages, { provenance })], { title: hostile })])
}

test('each version gives a page and its text, named alike', () => {
  expect(exportW3c(sampleExport()).map(({ path }) => path)).toEqual([
    'harbour-vote-put-off-000000a1-v1.jsonld',
    'harbour-vote-put-off-000000a1-v1.txt',
  ])
})

test('the text beside the page is the stored text, byte for byte', () => {
  const { text } = samplePage()
  expect(textHash(text)).toBe(sampleExport().articles[0]!.versions[0]!.record.textSha256)
})

test.each([
  ['the sample', sampleExport()],
  ['hostile titles, tags, notes, names and addresses', hostileExport()],
])('every MUST of the suite and our own demands are met by %s', (_, data) => {
  for (const { page, text } of pagesOf(data)) expect(checkAnnotationPage(page, text)).toEqual([])
})

test('positions count code points, not UTF-16 units', () => {
  const { page } = samplePage()
  const words = 'owners’ plan “will not be rushed”'
  const start = [...sampleText.slice(0, sampleText.indexOf(words))].length
  expect(start).toBe(sampleText.indexOf(words) - 1)
  expect(page.items[1]!.target['selector']).toEqual([
    {
      type: 'TextQuoteSelector',
      exact: words,
      prefix: expect.stringMatching(/cafe\u0301 $/u) as string,
      suffix: expect.stringMatching(/^, the mayor/u) as string,
    },
    { type: 'TextPositionSelector', start, end: start + [...words].length },
  ])
})

test('an annotation carries coder, tags, note, times and everything that cites its source', () => {
  const { page } = samplePage()
  const { target, ...annotation } = page.items[1]!
  expect(annotation).toEqual({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `urn:ulid:${sampleId('p1')}`,
    type: 'Annotation',
    motivation: 'classifying',
    created: '2031-03-03T10:00:00.000Z',
    modified: '2031-03-03T10:00:00.000Z',
    creator: { id: `urn:ulid:${sampleId('c0')}`, type: 'Person', name: 'Ilse Bakker' },
    generator: { type: 'Software', name: 'Pressmark 0.1.0' },
    body: [
      { type: 'TextualBody', value: 'Frames/Delay', purpose: 'tagging', format: 'text/plain' },
      { type: 'TextualBody', value: 'Voices', purpose: 'tagging', format: 'text/plain' },
      {
        type: 'TextualBody',
        value: 'Whose words?\n\n- check *the minutes*',
        purpose: 'commenting',
        format: 'text/markdown',
      },
    ],
  })
  expect(target).toMatchObject({
    source: 'https://ledger.example/vote',
    state: {
      type: 'TimeState',
      sourceDate: '2031-03-02T09:30:00.000Z',
      cached: `urn:sha256:${textHash(sampleText)}`,
    },
    'dcterms:source': {
      id: 'https://ledger.example/vote',
      'dcterms:title': 'Harbour vote put off',
      'dc:publisher': 'The Harbour Ledger',
      'dc:creator': ['Tomas Reed', 'Noor Vale'],
      'dcterms:issued': '2031-03-01',
      'schema:url': 'https://ledger.example/vote',
    },
  })
})

test('the motivation is classifying, commenting or highlighting, by what was made', () => {
  const { page } = samplePage()
  expect(page.items.map(({ id, motivation }) => [id.slice(-2), motivation])).toEqual([
    ['p0', 'classifying'],
    ['p1', 'classifying'],
    ['p2', 'commenting'],
    ['p5', 'classifying'],
    ['p3', 'classifying'],
    ['p4', 'highlighting'],
  ])
})

test('an annotation of the whole article has a target without selector', () => {
  const { page } = samplePage()
  expect(page.items[0]!.target).not.toHaveProperty('selector')
  expect(page.items[0]!.target).toHaveProperty('source', 'https://ledger.example/vote')
})

test('the pages of two versions are linked in one collection', () => {
  const second = samplePassage('p2', null, { versionId: sampleId('v2') })
  const versions = [
    sampleVersion([samplePassage('p1', 'for now')]),
    sampleVersion([second], { number: 2 }),
  ]
  const [one, two] = pagesOf(sampleData([sampleArticle(versions)])).map(({ page }) => page)
  expect(one).toMatchObject({ startIndex: 0, next: two!.id, partOf: { total: 2, first: one!.id } })
  expect(two).toMatchObject({ startIndex: 1, prev: one!.id, partOf: { total: 2, last: two!.id } })
  expect([checkAnnotationPage(one), checkAnnotationPage(two)]).toEqual([[], []])
})

test('a version without annotations gives no empty page', () => {
  expect(exportW3c(sampleData([sampleArticle([sampleVersion([])])]))).toEqual([])
})

test.each([
  ['Größe & „Maß“ im Café', 'grosse-mass-im-cafe'],
  ['港の投票', 'article'],
  [null, 'article'],
  ['x'.repeat(60), 'x'.repeat(40)],
  ['../../etc/passwd', 'etc-passwd'],
])('the title %j becomes the name %s', (title, slug) => {
  expect(versionFileName(title, sampleId('a1'), 12)).toBe(`${slug}-000000a1-v12`)
})

test.skipIf(!existsSync(sharedCheck))(
  'the independent checker accepts every page (needs ../shared)',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pressmark-w3c-'))
    try {
      for (const data of [sampleExport(), hostileExport()]) {
        const [page, text] = exportW3c(data)
        const paths = [join(folder, page!.path), join(folder, text!.path)] as const
        await writeFile(paths[0], page!.text)
        await writeFile(paths[1], text!.text)
        const args = [sharedCheck, paths[0], '--text', paths[1], '--verbose']
        const run = spawnSync(process.execPath, args, { cwd: repository, encoding: 'utf8' })
        expect(run.stdout + run.stderr).toMatch(/^OK w3c: \d annotations pass all 54 MUST/u)
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  },
)
