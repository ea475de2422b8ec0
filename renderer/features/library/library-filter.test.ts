import { expect, test } from 'vitest'
import { listItem } from '../../../tests/support/in-memory-library.ts'
import { tagView } from '../../../tests/support/in-memory-places.ts'
import {
  everyArticle,
  fittingArticles,
  isNewSince,
  libraryFacets,
  libraryFilterOf,
  soundFilter,
  type LibraryFilter,
} from './library-filter.ts'

const article = (title: string, outlet: string | null, tags: string[] = []) => {
  const item = listItem(title)
  return { ...item, row: { ...item.row, outlet, tags } }
}
const frames = tagView('Frames')
const blame = tagView('Frames/Blame')
const sources = tagView('Sources')
const unused = tagView('Unused')
const tags = [frames, blame, sources, unused]
const articles = [
  article('a', 'Harbour Post', ['Frames/Blame', 'Sources']),
  article('b', 'Harbour Post', ['Frames']),
  article('c', 'Daily Coast', ['Sources']),
  article('d', null),
]
const filter = (some: Partial<LibraryFilter>): LibraryFilter => ({ ...everyArticle, ...some })
const titles = (some: Partial<LibraryFilter>) =>
  fittingArticles(articles, filter(some), tags).map(({ row }) => row.title)

test('an article fits one of the outlets and all of the tags, each by its branch', () => {
  expect(titles({})).toEqual(['a', 'b', 'c', 'd'])
  expect(titles({ outlets: ['Harbour Post', 'Daily Coast'] })).toEqual(['a', 'b', 'c'])
  expect(titles({ outlets: [''] })).toEqual(['d'])
  expect(titles({ tags: [frames.id] })).toEqual(['a', 'b'])
  expect(titles({ tags: [frames.id, sources.id] })).toEqual(['a'])
  expect(titles({ outlets: ['Daily Coast'], tags: [frames.id] })).toEqual([])
})

test('the counts say what choosing would leave; a branch opens below a tag that is chosen', () => {
  const counts = (some: Partial<LibraryFilter>) => {
    const facets = libraryFacets(articles, filter(some), tags)
    return [
      facets.outlets.map(({ outlet, articles: count }) => `${outlet} ${count}`),
      facets.tags.map(({ tag, articles: count }) => `${tag.path} ${count}`),
    ]
  }
  expect(counts({})).toEqual([
    ['Harbour Post 2', ' 1', 'Daily Coast 1'],
    ['Frames 2', 'Sources 2'],
  ])
  expect(counts({ tags: [frames.id] })).toEqual([
    ['Harbour Post 2', ' 0', 'Daily Coast 0'],
    ['Frames 2', 'Frames/Blame 1', 'Sources 1'],
  ])
  expect(counts({ outlets: ['Daily Coast', 'Gone'] })[0]).toContain('Gone 0')
})

test('a tag that is gone leaves the filter', () => {
  const both = filter({ tags: [frames.id, 'gone'] })
  expect(soundFilter(both, tags).tags).toEqual([frames.id])
  const sound = filter({ tags: [frames.id] })
  expect(soundFilter(sound, tags)).toBe(sound)
})

test('what was captured after the filter was chosen is new, what came before is not', () => {
  const [first] = articles
  const at = (instant: string) => new Map([[first!.row.id, instant]])
  const since = filter({ outlets: ['x'], since: '2026-05-12T10:00:00.000Z' })
  expect(isNewSince(first!, since, at('2026-05-12T11:00:00.000Z'))).toBe(true)
  expect(isNewSince(first!, since, at('2026-05-12T09:00:00.000Z'))).toBe(false)
  expect(isNewSince(first!, everyArticle, at('2026-05-12T11:00:00.000Z'))).toBe(false)
})

test('a filter comes back from a session, without what cannot be part of one', () => {
  const chosen = filter({ outlets: ['Harbour Post'], tags: [frames.id] })
  expect(libraryFilterOf(chosen)).toEqual(chosen)
  expect(libraryFilterOf(undefined)).toEqual(everyArticle)
  expect(libraryFilterOf({ outlets: 'Harbour Post', tags: ['no id'], since: 'once' })).toEqual(
    everyArticle,
  )
})
