import { foldSameLength } from '../../../shared/anchoring/find-quote.ts'
import type { CollectionView, PassageView, TagView } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import type { PlainFilter } from '../../../shared/domain/session.ts'
import { wordsOfNote } from '../../ui/read-note.ts'

/**
 * Which passages are shown: those that fit all of it; null, empty and false fit all.
 *
 * A tag stands for its whole branch, {@link untagged} for passages without a tag; the outlet `''` for articles
 * that name none. `words` are looked for in passage, note and title.
 */
export type PassageFilter = {
  words: string
  tag: Id | null
  outlet: string | null
  coder: Id | null
  collection: Id | null
  withNote: boolean
}

/** In place of a tag's id: passages that have none. */
export const untagged: Id = 'untagged'

/** One part of a filter. */
export type Facet = keyof PassageFilter

/** What the ids in a filter mean. */
export type FilterContext = {
  tags: readonly TagView[]
  collections: readonly CollectionView[]
}

/** The filter that every passage fits. */
export const everything: PassageFilter = {
  words: '',
  tag: null,
  outlet: null,
  coder: null,
  collection: null,
  withNote: false,
}

/** The filter that was kept as plain data; what no facet can be is left out. */
export function filterOf(plain: PlainFilter): PassageFilter {
  const { words, withNote } = plain
  const textAt = (facet: Facet): string | null => {
    const value = plain[facet]
    return typeof value === 'string' ? value : null
  }
  return {
    words: typeof words === 'string' ? words : everything.words,
    tag: textAt('tag'),
    outlet: textAt('outlet'),
    coder: textAt('coder'),
    collection: textAt('collection'),
    withNote: withNote === true,
  }
}

/** How many parts of a filter leave something out. */
export function activeFacets(filter: PassageFilter): Facet[] {
  const facets = Object.keys(everything) as Facet[]
  return facets.filter((facet) =>
    facet === 'words' ? fold(filter.words) !== '' : filter[facet] !== everything[facet],
  )
}

/** The passages that fit a filter in all its parts, but for one if it is named. */
export function fittingPassages(
  passages: readonly PassageView[],
  filter: PassageFilter,
  context: FilterContext,
  except: Facet | null = null,
): PassageView[] {
  const tests = activeFacets(filter)
    .filter((facet) => facet !== except)
    .map((facet) => testOf(facet, filter, context))
  return passages.filter((passage) => tests.every((fits) => fits(passage)))
}

/** The tags in use whose name holds the words: what a search for a tag by words was meant to find. */
export function tagsNamed(words: string, tags: readonly TagView[]): TagView[] {
  const wanted = fold(words)
  if (wanted === '') return []
  return tags.filter(({ name, branchUses }) => branchUses > 0 && fold(name).includes(wanted))
}

/** The filter without the parts whose tag or collection is gone: they would hide everything. */
export function soundFilter(filter: PassageFilter, context: FilterContext): PassageFilter {
  const { tag, collection } = filter
  const hasTag = tag === null || tag === untagged || context.tags.some(({ id }) => id === tag)
  const hasCollection =
    collection === null || context.collections.some(({ id }) => id === collection)
  if (hasTag && hasCollection) return filter
  return {
    ...filter,
    tag: hasTag ? tag : null,
    collection: hasCollection ? collection : null,
  }
}

/** Whether a tag at `path` is the one at `branch` or lies below it. */
export function isInBranch(path: string, branch: string): boolean {
  return path === branch || path.startsWith(`${branch}/`)
}

/** How a passage is in a collection: by itself, with its whole article, or not at all. */
export function membership(
  { articleId, view }: PassageView,
  collection: CollectionView,
): 'itself' | 'with-article' | null {
  const { articles, annotations } = membersOf(collection)
  if (annotations.has(view.annotation.id)) return 'itself'
  return articles.has(articleId) ? 'with-article' : null
}

type Members = { articles: ReadonlySet<Id>; annotations: ReadonlySet<Id> }

const knownMembers = new WeakMap<CollectionView, Members>()

function membersOf(collection: CollectionView): Members {
  const known = knownMembers.get(collection)
  if (known !== undefined) return known
  const { members } = collection
  const found = {
    articles: new Set(
      members.flatMap(({ articleId, annotationId }) => (annotationId === null ? [articleId] : [])),
    ),
    annotations: new Set(members.flatMap(({ annotationId }) => annotationId ?? [])),
  }
  knownMembers.set(collection, found)
  return found
}

function testOf(
  facet: Facet,
  filter: PassageFilter,
  { tags, collections }: FilterContext,
): (passage: PassageView) => boolean {
  switch (facet) {
    case 'words': {
      const wanted = fold(filter.words)
      return (passage) => foldedText(passage).includes(wanted)
    }
    case 'tag': {
      if (filter.tag === untagged) return ({ view }) => view.tags.length === 0
      const branch = tags.find(({ id }) => id === filter.tag)?.path
      if (branch === undefined) return () => false
      return ({ view }) => view.tags.some(({ path }) => isInBranch(path, branch))
    }
    case 'outlet':
      return ({ outlet }) => (outlet ?? '') === filter.outlet
    case 'coder':
      return ({ view }) => view.annotation.coderId === filter.coder
    case 'collection': {
      const collection = collections.find(({ id }) => id === filter.collection)
      if (collection === undefined) return () => false
      return (passage) => membership(passage, collection) !== null
    }
    case 'withNote':
      return ({ view }) => view.annotation.note !== ''
  }
}

const folded = new WeakMap<PassageView, string>()

function foldedText(passage: PassageView): string {
  const known = folded.get(passage)
  if (known !== undefined) return known
  const { target, note } = passage.view.annotation
  // A note is found by the words that are read, and by what was typed.
  const text = fold([target.quote?.exact ?? '', note, wordsOfNote(note), passage.title].join('\n'))
  folded.set(passage, text)
  return text
}

/** Without case, accents, and differences of quotation marks, dashes and white space. */
function fold(text: string): string {
  return foldSameLength(text)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase()
}
