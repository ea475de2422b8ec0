import type { CollectionView, PassageView, TagView } from '../../../shared/api/views.ts'
import type { CollectionMember } from '../../../shared/domain/collection.ts'
import type { Handed } from '../../stores/handed.ts'
import type { Tagged } from '../../stores/tag-many.ts'
import { countOf } from '../../ui/count-of.ts'
import { activeFacets, type PassageFilter } from './passage-filter.ts'

/** A passage as a member of a collection or an export. */
export function memberOf({ articleId, view }: PassageView): CollectionMember {
  return { articleId, annotationId: view.annotation.id }
}

/** A passage as something to tag. */
export function taggedOf({ articleId, view }: PassageView): Tagged {
  return { kind: 'passage', articleId, view }
}

/**
 * What is shown, for Export: a collection when it alone is the filter, so that its articles go along;
 * null when nothing is filtered: everything.
 */
export function handOver(
  passages: readonly PassageView[],
  filter: PassageFilter,
  { tag, collection }: { tag: TagView | null; collection: CollectionView | null },
): Handed | null {
  const active = activeFacets(filter)
  if (active.length === 0) return null
  if (active.length === 1 && collection !== null)
    return { kind: 'collection', name: collection.name }
  const names = [
    ...(tag === null ? [] : [tag.path.replaceAll('/', ' / ')]),
    ...(collection === null ? [] : [`in ${collection.name}`]),
  ]
  return handOverPassages(passages, [...names, fromOutlets(passages)])
}

/** The marked passages, for Export. */
export function handOverMarked(passages: readonly PassageView[]): Handed {
  return handOverPassages(passages, ['Marked', fromOutlets(passages)])
}

function handOverPassages(passages: readonly PassageView[], detail: readonly string[]): Handed {
  const words = detail.filter((word) => word !== '').join(', ')
  return {
    kind: 'members',
    members: passages.map(memberOf),
    name: passages.length === 1 ? 'This passage' : `These ${countOf(passages.length, 'passage')}`,
    detail: words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
  }
}

function fromOutlets(passages: readonly PassageView[]): string {
  const outlets = new Set(passages.flatMap(({ outlet }) => outlet ?? []))
  const [only] = outlets
  if (only === undefined) return ''
  return outlets.size === 1 ? `from ${only}` : `from ${countOf(outlets.size, 'outlet')}`
}
