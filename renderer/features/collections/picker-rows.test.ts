import { expect, it } from 'vitest'
import type { CollectionView } from '../../../shared/api/views.ts'
import { newId } from '../../../shared/domain/ids.ts'
import { pickerRows, refusalOf } from './picker-rows.ts'

const named = (name: string): CollectionView => ({
  id: newId(),
  name,
  members: [],
  articles: 0,
  passages: 0,
})
const collections = ['Week 2', 'Flood', 'The flood, week 1'].map(named)
const offered = (typed: string) =>
  pickerRows(collections, typed).map(({ kind, name }) => [kind, name])

it('nothing typed offers every collection and no new one', () => {
  expect(offered('')).toEqual([
    ['collection', 'Flood'],
    ['collection', 'The flood, week 1'],
    ['collection', 'Week 2'],
  ])
})

it('names that begin with what was typed come before names that hold it, a new one last', () => {
  expect(offered('WEEK')).toEqual([
    ['collection', 'Week 2'],
    ['collection', 'The flood, week 1'],
    ['new', 'WEEK'],
  ])
})

it('a name that is there in other letters is no new one', () => {
  expect(offered(' fLOOD ')).toEqual([
    ['collection', 'Flood'],
    ['collection', 'The flood, week 1'],
  ])
})

it('a name that no collection can have is not offered', () => {
  expect(offered('   ').map(([kind]) => kind)).not.toContain('new')
  expect(offered('x'.repeat(201))).toEqual([])
})

it('a name that is too long is told, and never cut', () => {
  expect(refusalOf('x'.repeat(1_201))).toBe(
    'A collection’s name has at most 200 characters, and this has 1,201. Shorten it; nothing was cut.',
  )
  expect(refusalOf('x'.repeat(200))).toBeNull()
  expect(refusalOf('  ')).toBeNull()
})
