import { expect, test } from 'vitest'
import type { TagView } from '../../shared/api/views.ts'
import { branchAndName, pickerRows, refusalOf } from './tag-matching.ts'

const tag = (path: string, uses = 0): TagView => ({
  id: path,
  rev: 1,
  path,
  name: path.slice(path.lastIndexOf('/') + 1),
  definition: '',
  hue: 1,
  lineStyle: 0,
  uses,
  branchUses: uses,
})
const tags = [
  tag('Frames', 43),
  tag('Frames/Blame', 12),
  tag('Frames/Blame shift', 7),
  tag('Sources/Official', 22),
  tag('Tone', 3),
]
const rows = (typed: string, last: string | null = null): string[] =>
  pickerRows(tags, typed, last).map((row) => (row.kind === 'tag' ? row.tag.path : `+ ${row.path}`))

test('the beginning of a name comes first, new tags last: on top and in the first hit’s branch', () => {
  expect(rows('bla')).toEqual(['Frames/Blame', 'Frames/Blame shift', '+ bla', '+ Frames/bla'])
})

test('letters match in order anywhere in the path', () => {
  expect(rows('soff')[0]).toBe('Sources/Official')
  expect(rows('shift')[0]).toBe('Frames/Blame shift')
})

test('a path finds its tag, or makes a branch', () => {
  expect(rows('frames/blame')).toEqual(['Frames/Blame', 'Frames/Blame shift'])
  expect(rows('Frames / Cost')).toEqual(['+ Frames/Cost'])
})

test('no new tag is offered for a path that is there, in whatever case, nor for an empty name', () => {
  expect(rows('TONE')).toEqual(['Tone'])
  expect(rows('Frames/')).not.toContain('+ Frames/')
})

test('with nothing typed the last tag leads, then the most used', () => {
  expect(rows('', 'Tone')).toEqual([
    'Tone',
    'Frames',
    'Sources/Official',
    'Frames/Blame',
    'Frames/Blame shift',
  ])
})

test('the matched letters are told by their place in the path', () => {
  const [row] = pickerRows(tags, 'bla', null)
  expect(row?.kind === 'tag' ? [...row.matched] : null).toEqual([7, 8, 9])
})

test('a path is shown as branch and name', () => {
  expect(branchAndName('Frames/Blame/Shift')).toEqual({
    branch: 'Frames / Blame / ',
    name: 'Shift',
  })
  expect(branchAndName('Tone')).toEqual({ branch: '', name: 'Tone' })
})

test.each(['/', ' / ', '//', 'a//b', '/a', ' / a', 'a/ /b'])(
  '%j is no tag: it offers no row, and a sentence says what to type',
  (typed) => {
    expect(rows(typed)).toEqual([])
    expect(refusalOf(typed)).toMatch(/is no tag: .* Type /u)
  },
)

test('the sentence proposes the path without what is missing', () => {
  expect(refusalOf('Frames//Blame')).toContain('Type Frames/Blame,')
})

test('a path that is still being typed keeps its rows, and says what comes next', () => {
  expect(rows('frames/')).toContain('Frames/Blame')
  expect(refusalOf('Frames / ')).toBe(
    'Type the name that goes into “Frames”, or take the last slash away.',
  )
})

test('a name that no tag can have is told, not offered', () => {
  for (const typed of ['x'.repeat(201), 'Frames/bell\u0007']) {
    expect(rows(typed)).toEqual([])
    expect(refusalOf(typed)).not.toBeNull()
  }
})

test('what can be a tag, and nothing at all, is not refused', () => {
  for (const typed of ['', '  ', 'a', ' Frames / Blame shift ']) expect(refusalOf(typed)).toBeNull()
})
