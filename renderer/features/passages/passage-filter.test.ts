import { describe, expect, it } from 'vitest'
import { newId } from '../../../shared/domain/ids.ts'
import { collectionView, passageView, tagView } from '../../../tests/support/in-memory-places.ts'
import {
  activeFacets,
  everything,
  filterOf,
  fittingPassages,
  membership,
  soundFilter,
  untagged,
  type PassageFilter,
} from './passage-filter.ts'

const [frames, blame, shift, other] = [
  tagView('Frames'),
  tagView('Frames/Blame'),
  tagView('Frames/Blame shift'),
  tagView('Framesets'),
] as const
const ida = { id: newId(), name: 'Ida Krogh' }
const plain = passageView('the pumps stood still', { outlet: null })
const blamed = passageView('saying its authors had “ignored residents”', {
  tags: [blame],
  coder: ida,
  note: 'Who says so?',
})
const shifted = passageView('engineers were warned', { tags: [shift, other] })
const whole = passageView(null, { tags: [other], title: 'Café owners – and the quay' })
const passages = [plain, blamed, shifted, whole]
const collection = collectionView('Chapter 2', [
  { articleId: blamed.articleId, annotationId: blamed.view.annotation.id },
  { articleId: whole.articleId, annotationId: null },
])
const context = { tags: [frames, blame, shift, other], collections: [collection] }
const fitting = (part: Partial<PassageFilter>) =>
  fittingPassages(passages, { ...everything, ...part }, context)

describe('a passage fits', () => {
  it('when nothing is asked', () => {
    expect(fitting({})).toEqual(passages)
    expect(fitting({ words: '  ' })).toEqual(passages)
    expect(activeFacets({ ...everything, words: ' ' })).toEqual([])
  })

  it('by a tag’s whole branch, and not by a name that only begins alike', () => {
    expect(fitting({ tag: frames.id })).toEqual([blamed, shifted])
    expect(fitting({ tag: blame.id })).toEqual([blamed])
    expect(fitting({ tag: untagged })).toEqual([plain])
  })

  it('by words of passage, note or title, whatever their case, accents, quotes and dashes', () => {
    expect(fitting({ words: '"Ignored  residents"' })).toEqual([blamed])
    expect(fitting({ words: 'who says' })).toEqual([blamed])
    expect(fitting({ words: 'CAFE OWNERS - and' })).toEqual([whole])
    expect(fitting({ words: 'nowhere' })).toEqual([])
  })

  it('by the words of a note as they are read, and as they were typed', () => {
    const noted = passageView('the vote', {
      note: 'Who *signed* this, and [why](https://a.example)?',
    })
    const found = (words: string) => fittingPassages([noted], { ...everything, words }, context)
    expect(found('who signed this, and why?')).toEqual([noted])
    expect(found('*signed*')).toEqual([noted])
    expect(found('a.example')).toEqual([noted])
  })

  it('by outlet, coder, note and collection, all at once', () => {
    expect(fitting({ outlet: '' })).toEqual([plain])
    expect(fitting({ coder: ida.id })).toEqual([blamed])
    expect(fitting({ withNote: true })).toEqual([blamed])
    expect(fitting({ collection: collection.id })).toEqual([blamed, whole])
    expect(fitting({ collection: collection.id, tag: other.id })).toEqual([whole])
    expect(fitting({ collection: collection.id, tag: shift.id })).toEqual([])
  })

  it('by the rest of a filter when one part is left aside', () => {
    const filter = { ...everything, tag: blame.id, outlet: 'Harbour Post' }
    expect(fittingPassages(passages, filter, context, 'tag')).toEqual([blamed, shifted, whole])
  })
})

it('a passage is in a collection by itself, or with its whole article', () => {
  expect(passages.map((passage) => membership(passage, collection))).toEqual([
    null,
    'itself',
    null,
    'with-article',
  ])
})

it('a filter lets go of a tag or collection that is gone, and of nothing else', () => {
  const filter = { ...everything, tag: newId(), collection: collection.id, words: 'pumps' }
  expect(soundFilter(filter, context)).toEqual({ ...filter, tag: null })
  const still = { ...everything, tag: untagged }
  expect(soundFilter(still, context)).toBe(still)
})

it('a filter comes back from plain data, without what no facet can be', () => {
  const filter = { ...everything, words: 'pumps', tag: untagged, outlet: '', withNote: true }
  expect(filterOf(structuredClone(filter))).toEqual(filter)
  expect(filterOf({ words: null, tag: ['a'], withNote: 'yes', colour: 'red' })).toEqual(everything)
})
