import { describe, expect, it } from 'vitest'
import type { Attempt } from '../../../shared/api/views.ts'
import { newId } from '../../../shared/domain/ids.ts'
import { listItem } from '../../../tests/support/in-memory-library.ts'
import type { Capture } from '../../stores/captures.ts'
import { successorOf } from '../../stores/failed-captures.ts'
import { libraryRows } from './library-rows.ts'

const today = '2026-11-24'
const at = (day: number, hour: number): string => new Date(2026, 10, day, hour).toISOString()

function article(title: string, capturedAt: string) {
  const item = listItem(title)
  return { ...item, row: { ...item.row, capturedAt } }
}

function attempt(input: string, moment: string): Attempt {
  return { id: newId(), input, at: moment, failure: { code: 'timeout', message: 'Too slow.' } }
}

function capture(number: number, state: Capture['state'], some: Partial<Capture> = {}): Capture {
  const request = { kind: 'address' as const, url: 'https://a.example/' }
  const rest = {
    label: 'https://a.example/',
    request,
    startedAt: at(24, 12),
    replaces: null,
    run: 1,
  }
  return { number, state, ...rest, ...some }
}

const outcome = {
  outcome: 'new-article' as const,
  version: 1,
  title: 'T',
  sha256: 'a'.repeat(64),
  warnings: ['One picture is missing.'],
}

describe('the rows of the Library', () => {
  it('stand under the day of their capture, newest first, failures among them', () => {
    const rows = libraryRows(
      [article('Older', at(23, 9)), article('Newer', at(24, 8)), article('Newest', at(24, 10))],
      [attempt('https://a.example/', at(24, 9))],
      [],
      today,
    )
    const shown = rows.map((row) => {
      if (row.kind === 'day') return `${row.heading}, ${row.articles}`
      if (row.kind === 'article') return row.item.row.title
      return row.kind === 'failed' ? row.label : row.kind
    })
    expect(shown).toEqual([
      'Tuesday 24 November, 2',
      'Newest',
      'https://a.example/',
      'Newer',
      'Monday 23 November, 1',
      'Older',
    ])
  })

  it('show a second try in the place of the attempt that it replaces', () => {
    const failed = attempt('https://a.example/', at(23, 9))
    const again = capture(1, { phase: 'running', progress: null }, { replaces: failed.id })
    const rows = libraryRows([article('A', at(24, 8))], [failed], [again], today)
    expect(rows.map(({ key }) => key)).toEqual([
      'day:2026-11-24',
      expect.stringContaining('article:'),
      'day:2026-11-23',
      'capture:1',
    ])
  })

  it('show a capture once while it has not heard yet that it failed', () => {
    const running = capture(1, { phase: 'running', progress: null })
    const kinds = (moment: string): string[] =>
      libraryRows([], [attempt('https://a.example/', moment)], [running], today).map(
        ({ kind }) => kind,
      )
    expect(kinds(at(24, 13))).toEqual(['day', 'capture'])
    // An older try of the same address is another one.
    expect(kinds(at(24, 11))).toEqual(['day', 'capture', 'failed'])
  })

  it('leave out captures that have become an article or an attempt', () => {
    const item = article('A', at(24, 12))
    const logged = attempt('https://b.example/', at(24, 12))
    const rows = libraryRows(
      [item],
      [logged],
      [
        capture(1, { phase: 'done', outcome: { ...outcome, articleId: item.row.id } }),
        capture(2, { phase: 'logged', failure: logged.failure, attemptId: logged.id }),
      ],
      today,
    )
    expect(rows.map(({ kind }) => kind).sort()).toEqual(['article', 'day', 'failed'])
    const shown = rows.find((row) => row.kind === 'article')
    expect(shown).toMatchObject({ warnings: ['One picture is missing.'] })
  })

  it('lead from a capture to what became of it, over several tries', () => {
    const [first, articleId] = [newId(), newId()]
    const failure = { code: 'timeout' as const, message: 'Too slow.' }
    const captures = [
      capture(1, { phase: 'logged', failure, attemptId: first }),
      capture(2, { phase: 'done', outcome: { ...outcome, articleId } }, { replaces: first }),
    ]
    expect(successorOf('capture:1', captures)).toBe(`attempt:${first}`)
    expect(successorOf(`attempt:${first}`, captures)).toBe('capture:2')
    expect(successorOf('capture:2', captures)).toBe(`article:${articleId}`)
    expect(successorOf(`article:${articleId}`, captures)).toBeNull()
  })
})
