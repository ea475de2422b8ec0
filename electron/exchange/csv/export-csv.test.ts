import { expect, test } from 'vitest'
import {
  sampleArticle,
  sampleData,
  sampleExport,
  sampleId,
  samplePassage,
  sampleText,
  sampleVersion,
  textHash,
} from '../../../tests/support/sample-export-data.ts'
import { readStrictCsv as readRows } from '../../../tests/support/strict-csv.ts'
import { exportCsv } from './export-csv.ts'

test('the columns are these, in this order', () => {
  expect(exportCsv(sampleData([]))).toBe(
    '\ufeffquote,before,after,tags,note,coder,outlet,authors,title,published,updated,url,captured,version,text_sha256,about,start,end,tagged,changed,annotation_id,article_id,version_id,source,claimed_url,claimed_saved\r\n',
  )
})

test('each annotation is one row, the whole article first, then by place', () => {
  const rows = readRows(exportCsv(sampleExport()))
  expect(rows.map((row) => row['annotation_id'])).toEqual(
    ['p0', 'p1', 'p2', 'p5', 'p3', 'p4'].map(sampleId),
  )
  expect(rows.map((row) => row['about'])).toEqual(['article', ...Array(5).fill('passage')])
})

test('a row carries the words, their context, what was made of them, and the source', () => {
  const row = readRows(exportCsv(sampleExport()))[1]!
  expect(row).toMatchObject({
    quote: 'owners’ plan “will not be rushed”',
    tags: 'Frames/Delay; Voices',
    note: 'Whose words?\n\n- check *the minutes*',
    coder: 'Ilse Bakker',
    outlet: 'The Harbour Ledger',
    authors: 'Tomas Reed; Noor Vale',
    title: 'Harbour vote put off',
    published: '2031-03-01',
    url: 'https://ledger.example/vote',
    captured: '2031-03-02T09:30:00.000Z',
    version: '1',
    text_sha256: textHash(sampleText),
    tagged: '2031-03-03T10:00:00.000Z',
  })
  const around = `${row['before']}${row['quote']}${row['after']}`
  expect(sampleText).toContain(around)
})

test('start and end are code points of the text', () => {
  for (const row of readRows(exportCsv(sampleExport())).slice(1)) {
    const held = [...sampleText].slice(Number(row['start']), Number(row['end'])).join('')
    expect(row['quote']).toBe(held)
  }
})

test.each(['=', '+', '-', '@', '\t', '\r', "'=", "''@"])(
  'a cell that begins with %j gets an apostrophe, and can be had back',
  (start) => {
    const hostile = `${start}cmd|' /C calc'!A0,"x"\r\nsecond`
    const passage = samplePassage('p1', 'for now', { note: hostile, tags: [`${start}tag`] })
    const entry = sampleArticle([sampleVersion([passage])], { title: `${start}1+1` })
    const [row] = readRows(exportCsv(sampleData([entry])))
    expect(row!['note']).toBe(`'${hostile}`)
    expect(row!['tags']).toBe(`'${start}tag`)
    expect(row!['title']).toBe(`'${start}1+1`)
    expect(row!['note']!.replace(/^'(?='*[=+\-@\t\r])/u, '')).toBe(hostile)
  },
)

test.each(["'quoted' it was", '“=” inside', 'a=b', ' =not at the start', '', '"'])(
  'the harmless cell %j stays as it is',
  (note) => {
    const entry = sampleArticle([sampleVersion([samplePassage('p1', 'for now', { note })])])
    expect(readRows(exportCsv(sampleData([entry])))[0]!['note']).toBe(note)
  },
)
