import { expect, it } from 'vitest'
import { collectionView, passageView, tagView } from '../../../tests/support/in-memory-places.ts'
import { handOver, handOverMarked, memberOf } from './hand-over.ts'
import { everything } from './passage-filter.ts'

const tag = tagView('Frames/Blame')
const collection = collectionView('Chapter 2')
const passages = [passageView('a', { tags: [tag] }), passageView('b', { outlet: 'Daily Coast' })]

it('with no filter, everything goes', () => {
  expect(handOver(passages, everything, { tag: null, collection: null })).toBeNull()
})

it('a collection alone goes as itself, so that its articles go along', () => {
  const filter = { ...everything, collection: collection.id }
  expect(handOver(passages, filter, { tag: null, collection })).toEqual({
    kind: 'collection',
    name: 'Chapter 2',
  })
})

it('what is filtered goes passage by passage, called by what it is', () => {
  const filter = { ...everything, tag: tag.id, collection: collection.id }
  expect(handOver(passages, filter, { tag, collection })).toEqual({
    kind: 'members',
    members: passages.map(memberOf),
    name: 'These 2 passages',
    detail: 'Frames / Blame, in Chapter 2, from 2 outlets',
  })
  expect(handOverMarked(passages.slice(0, 1))).toMatchObject({
    name: 'This passage',
    detail: 'Marked, from Harbour Post',
  })
})
