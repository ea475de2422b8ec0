import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Annotation, AnnotationFile } from '../../shared/domain/annotation.ts'
import { newId } from '../../shared/domain/ids.ts'
import { entriesOf, withChangedEntry } from './annotation-entries.ts'

const [articleId, coderId] = [newId(), newId()]

function annotation(change: object = {}): Annotation {
  const at = '2026-11-24T10:00:00.000Z'
  const target = { versionId: newId(), textSha256: 'a'.repeat(64), quote: null, position: null }
  const fields = { id: newId(), rev: 1, articleId, coderId, target, tagIds: [], note: '' }
  const times = { createdAt: at, updatedAt: at, basedOn: null, removed: null }
  return { ...fields, ...times, ...change }
}

const fileOf = (...annotations: unknown[]): AnnotationFile => ({
  format: 1,
  articleId,
  coderId,
  annotations,
})

test.each([
  ['no record', 7, 'content is not that of an annotation'],
  ['a wrong type', annotation({ note: 7 }), '“note” is not as it should be'],
  ['an end before its start', positioned(5, 2), '“target” is not as it should be'],
  ['another article', annotation({ articleId: newId() }), 'article or coder is another'],
])('an entry with %s is told, and hides none of the others', (_name, raw, fault) => {
  const fine = annotation()
  const [bad, good] = entriesOf(fileOf(raw, fine))
  expect(bad).toMatchObject({ raw, annotation: null })
  expect(bad?.fault).toContain(fault)
  expect(good).toMatchObject({ annotation: fine, fault: null })
})

test('an entry is read once for a file, and again for a file of another coder', () => {
  const one = annotation()
  const [first] = entriesOf(fileOf(one))
  const [again] = entriesOf(fileOf(one, annotation()))
  expect(again).toBe(first)
  const [copied] = entriesOf({ ...fileOf(one), coderId: newId() })
  expect(copied).toMatchObject({ raw: one, annotation: null })
})

function positioned(start: number, end: number): object {
  const whole = annotation()
  const quote = { type: 'TextQuoteSelector', exact: 'x', prefix: '', suffix: '' }
  const position = { type: 'TextPositionSelector', start, end }
  return { ...whole, target: { ...whole.target, quote, position } }
}

test('of two entries with one id the first counts, and the second is told', () => {
  const one = annotation({ note: 'first' })
  const [first, second] = entriesOf(fileOf(one, { ...one, note: 'second' }))
  expect(first?.annotation?.note).toBe('first')
  expect(second).toMatchObject({ id: one.id, annotation: null })
})

test('fields that nobody knows are named, left out of what is read, and kept by a change', () => {
  const whole = annotation()
  const raw = { ...whole, colour: 'red', target: { ...whole.target, page: 4 } }
  const file = fileOf(raw)
  const [entry] = entriesOf(file)
  expect(entry?.annotation).toEqual(whole)
  expect(entry?.fault).toContain('“colour”')
  expect(entry?.fault).toContain('“target.page”')
  const changed = withChangedEntry(file, entry!, { ...entry!.annotation!, note: 'seen', rev: 2 })
  expect(changed.annotations).toEqual([{ ...raw, note: 'seen', rev: 2 }])
})

test('whatever lies in a file is read without a throw, and a change keeps all of it', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (strays) => {
      const mine = annotation()
      const file = fileOf(...strays, mine)
      const entries = entriesOf(file)
      expect(entries.map(({ raw }) => raw)).toEqual(file.annotations)
      const last = entries.at(-1)
      expect(last?.annotation).toEqual(mine)
      const changed = withChangedEntry(file, last!, { ...mine, note: 'seen' })
      expect(changed.annotations).toEqual([...strays, { ...mine, note: 'seen' }])
    }),
  )
})
