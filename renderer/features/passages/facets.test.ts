import { expect, it } from 'vitest'
import { newId } from '../../../shared/domain/ids.ts'
import { collectionView, passageView, tagView } from '../../../tests/support/in-memory-places.ts'
import { facetsOf } from './facets.ts'
import { everything } from './passage-filter.ts'

const frames = tagView('Frames', { uses: 0 })
const blame = tagView('Frames/Blame')
const cost = tagView('Frames/Cost')
const unused = tagView('Tone', { uses: 0 })
const ida = { id: newId(), name: 'Ida Krogh' }
const both = passageView('both', { tags: [blame, cost], coder: ida, outlet: 'Daily Coast' })
const one = passageView('one', { tags: [cost], coder: ida })
const none = passageView('none', { note: 'Why?', coder: ida, outlet: null })
const passages = [both, one, none]
const chapter = collectionView('Chapter 2', [{ articleId: one.articleId, annotationId: null }])
const context = { tags: [frames, blame, cost, unused], collections: [chapter] }

it('a branch counts a passage once, and a tag that nobody uses is not offered', () => {
  const { tags, untagged, all } = facetsOf(passages, everything, context)
  expect(
    tags.map(({ tag, depth, hasBranch, passages: count }) => [tag.path, depth, hasBranch, count]),
  ).toEqual([
    ['Frames', 0, true, 2],
    ['Frames/Blame', 1, false, 1],
    ['Frames/Cost', 1, false, 2],
  ])
  expect([untagged, all]).toEqual([1, 3])
})

it('counts say what choosing would leave beside the rest of the filter', () => {
  const facets = facetsOf(passages, { ...everything, tag: blame.id, withNote: false }, context)
  expect(facets.tags.map(({ passages: count }) => count)).toEqual([2, 1, 2])
  expect(facets.outlets).toEqual([
    { value: 'Daily Coast', name: 'Daily Coast', passages: 1 },
    { value: 'Harbour Post', name: 'Harbour Post', passages: 0 },
    { value: '', name: 'No outlet', passages: 0 },
  ])
  expect(facets.coders).toEqual([{ value: ida.id, name: 'Ida Krogh', passages: 1 }])
  expect(facets.collections).toEqual([{ collection: chapter, passages: 0 }])
  expect(facets.withNote).toBe(0)
  expect(facetsOf(passages, everything, context).collections[0]?.passages).toBe(1)
})
