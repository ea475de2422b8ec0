import { describe, expect, it } from 'vitest'
import { listItem } from '../../../tests/support/in-memory-library.ts'
import type { FileClaims } from '../../../shared/domain/provenance.ts'
import { datedLine, secondLine, sourceOf } from './article-facts.ts'

const today = '2026-11-24'
const noon = (day: number): string => new Date(2026, 10, day, 12).toISOString()

describe('the second line of an article', () => {
  it('is the standfirst when there is nothing else to say', () => {
    const item = listItem('T', { standfirst: 'Members send it back' })
    expect(secondLine(item, [], today)).toEqual({ warning: null, rest: 'Members send it back' })
  })

  it('says that the text was found again, and how many versions there are', () => {
    const item = listItem('T', { standfirst: 'Members send it back', lastUnchanged: noon(24) })
    expect(secondLine(item, [], today).rest).toBe('Same text on 24 Nov')
    const changed = { ...item, row: { ...item.row, versions: 2 } }
    expect(secondLine(changed, [], today).rest).toBe('2 versions · same text on 24 Nov')
  })

  it('says where and when a saved page was saved by the word of its file, as its claim', () => {
    const fileClaims = {
      url: 'https://www.quay.example/a',
      savedAt: new Date(2026, 2, 9, 12).toISOString(),
      by: 'mhtml' as const,
    }
    const rest = (claims: FileClaims): string =>
      secondLine(listItem('T', { fileClaims: claims }), [], today).rest
    expect(rest(fileClaims)).toBe('Saved from quay.example on 9 March 2026, says the file')
    expect(rest({ ...fileClaims, url: null })).toBe('Saved on 9 March 2026, says the file')
    expect(rest({ ...fileClaims, savedAt: null })).toBe('Saved from quay.example, says the file')
  })

  it('begins with what asks for a look: a short text, what a capture warned of', () => {
    const item = listItem('T', { textLength: 412, standfirst: 'Fourteen pictures' })
    expect(secondLine(item, ['One picture is missing.'], today)).toEqual({
      warning: 'Text is short: 412 characters. One picture is missing.',
      rest: 'Fourteen pictures',
    })
  })
})

it('the source is the outlet, else the site; a text from nowhere has none', () => {
  const { row, ...item } = listItem('T')
  expect(sourceOf({ ...item, row })).toBe('Harbour Post')
  const address = { ...row, outlet: null, key: 'https://www.quay.example/a' }
  expect(sourceOf({ ...item, row: address })).toBe('quay.example')
  const pasted = { ...row, outlet: null, key: `sha256:${'0'.repeat(64)}` }
  expect(sourceOf({ ...item, row: pasted })).toBe('')
})

it('a date always says whether it is that of publication or of capture', () => {
  const item = listItem('T')
  const captured = { ...item, row: { ...item.row, capturedAt: noon(24) } }
  expect(datedLine(captured, today)).toBe('Captured 12:00')
  const published = { ...item, row: { ...item.row, published: '2025-05-12' } }
  expect(datedLine(published, today)).toBe('Published 12 May 2025')
})
