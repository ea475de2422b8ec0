import { expect, test } from 'vitest'
import { articlesWithoutPassages, checkPassages } from './check-passages.ts'
import type { ExportPassage } from './export-data.ts'
import {
  sampleArticle,
  sampleData,
  sampleExport,
  sampleId,
  samplePassage,
  sampleVersion,
} from '../../tests/support/sample-export-data.ts'

function moved(passage: ExportPassage, start: number, end: number): ExportPassage {
  const { annotation } = passage
  const position = { type: 'TextPositionSelector' as const, start, end }
  return { ...passage, annotation: { ...annotation, target: { ...annotation.target, position } } }
}

test('passages that stand where they say all go out', () => {
  const data = sampleExport()
  expect(checkPassages(data)).toEqual({ data, leftOut: [] })
})

test('a passage whose position does not hold its words is left out with a sentence', () => {
  const wrong = moved(samplePassage('p1', 'the mayor said'), 0, 14)
  const { data, leftOut } = checkPassages(
    sampleData([sampleArticle([sampleVersion([wrong, samplePassage('p2', 'for now')])])]),
  )
  expect(data.articles[0]!.versions[0]!.passages.map(({ annotation }) => annotation.id)).toEqual([
    sampleId('p2'),
  ])
  expect(leftOut).toEqual([
    {
      id: sampleId('p1'),
      reason:
        'The words “the mayor said” do not stand where this annotation says in version 1. It is kept in the library as it was.',
    },
  ])
})

test('a passage that cuts a character in two is left out', () => {
  const text = 'Ship \u{1f6a2} leaves'
  const half = samplePassage('p1', '\udea2 leaves', { text })
  const { leftOut } = checkPassages(sampleData([sampleArticle([sampleVersion([half], { text })])]))
  expect(leftOut.map(({ id }) => id)).toEqual([sampleId('p1')])
})

test('a removed annotation and one of another text are left out, each with its reason', () => {
  const removed = samplePassage('p1', 'for now')
  removed.annotation.removed = '2031-03-04T00:00:00.000Z'
  const elsewhere = samplePassage('p2', null, { versionId: sampleId('v9') })
  const { leftOut } = checkPassages(
    sampleData([sampleArticle([sampleVersion([removed, elsewhere])])]),
  )
  expect(leftOut.map(({ reason }) => reason)).toEqual([
    'This annotation was removed on 2031-03-04.',
    'This annotation belongs to another text than version 1. It is kept in the library as it was.',
  ])
})

test('a passage named with its article and alone goes out once', () => {
  const twice = [samplePassage('p1', 'for now'), samplePassage('p1', 'for now')]
  const { data, leftOut } = checkPassages(sampleData([sampleArticle([sampleVersion(twice)])]))
  expect(data.articles[0]!.versions[0]!.passages).toHaveLength(1)
  expect(leftOut).toEqual([])
})

test('an article without passages is missing from CSV and W3C, and that is said', () => {
  const data = sampleData([sampleArticle([sampleVersion([])])])
  expect(articlesWithoutPassages(data, 'markdown')).toEqual([])
  expect(articlesWithoutPassages(data, 'csv').map(({ id }) => id)).toEqual([sampleId('a1')])
  expect(articlesWithoutPassages(sampleExport(), 'w3c')).toEqual([])
})
