import type { CollectionView, PassageView, TagView } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import {
  fittingPassages,
  membership,
  type FilterContext,
  type PassageFilter,
} from './passage-filter.ts'

/** A tag to filter by; `passages` counts those of its whole branch that fit the rest of the filter. */
export type TagEntry = { tag: TagView; depth: number; hasBranch: boolean; passages: number }

/** A value to filter by, as people call it. */
export type Choice<Value> = { value: Value; name: string; passages: number }

/** Everything one can filter by. The counts are what choosing it would leave. */
export type Facets = {
  all: number
  tags: TagEntry[]
  untagged: number
  outlets: Choice<string>[]
  coders: Choice<Id>[]
  collections: { collection: CollectionView; passages: number }[]
  withNote: number
}

/** What passages can be filtered by, beside the rest of the filter. Tags that nobody uses are left out. */
export function facetsOf(
  passages: readonly PassageView[],
  filter: PassageFilter,
  context: FilterContext,
): Facets {
  const without = (facet: keyof PassageFilter): PassageView[] =>
    fittingPassages(passages, filter, context, facet)
  const forTags = without('tag')
  const forCollections = without('collection')
  return {
    all: passages.length,
    tags: tagEntries(context.tags, forTags),
    untagged: forTags.filter(({ view }) => view.tags.length === 0).length,
    outlets: choices(
      passages,
      without('outlet'),
      ({ outlet }) => outlet ?? '',
      ({ outlet }) => outlet ?? 'No outlet',
    ),
    coders: choices(
      passages,
      without('coder'),
      ({ view }) => view.annotation.coderId,
      ({ view }) => view.coderName,
    ),
    collections: context.collections
      .map((collection) => ({
        collection,
        passages: forCollections.filter((passage) => membership(passage, collection)).length,
      }))
      .toSorted((a, b) => a.collection.name.localeCompare(b.collection.name, 'en')),
    withNote: without('withNote').filter(({ view }) => view.annotation.note !== '').length,
  }
}

function tagEntries(tags: readonly TagView[], passages: readonly PassageView[]): TagEntry[] {
  const counts = new Map<string, number>()
  for (const { view } of passages) {
    const branches = new Set(view.tags.flatMap(({ path }) => branchesOf(path)))
    for (const branch of branches) counts.set(branch, (counts.get(branch) ?? 0) + 1)
  }
  const inUse = tags.filter(({ uses }) => uses > 0).map(({ path }) => branchesOf(path))
  const used = new Set(inUse.flat())
  const tops = new Set(inUse.flatMap((branches) => branches.slice(0, -1)))
  return tags
    .filter(({ path }) => used.has(path))
    .map((tag) => ({
      tag,
      depth: branchesOf(tag.path).length - 1,
      hasBranch: tops.has(tag.path),
      passages: counts.get(tag.path) ?? 0,
    }))
}

/** A path and all above it: `Frames/Blame` gives `Frames` and `Frames/Blame`. */
function branchesOf(path: string): string[] {
  const names = path.split('/')
  return names.map((_, depth) => names.slice(0, depth + 1).join('/'))
}

function choices<Value>(
  passages: readonly PassageView[],
  fitting: readonly PassageView[],
  valueOf: (passage: PassageView) => Value,
  nameOf: (passage: PassageView) => string,
): Choice<Value>[] {
  const counts = Map.groupBy(fitting, valueOf)
  const names = new Map(passages.map((passage) => [valueOf(passage), nameOf(passage)]))
  return [...names]
    .map(([value, name]) => ({ value, name, passages: counts.get(value)?.length ?? 0 }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}
