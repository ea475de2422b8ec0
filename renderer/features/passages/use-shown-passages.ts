import { useDeferredValue, useMemo } from 'react'
import type { CollectionView, PassageView, TagView } from '../../../shared/api/views.ts'
import type { CollectionsStore } from '../../stores/collections.ts'
import { useStore } from '../../stores/store.ts'
import { facetsOf, type Facets } from './facets.ts'
import { fittingPassages, soundFilter, type PassageFilter } from './passage-filter.ts'
import type { PassagesState, PassagesStore } from './passages-store.ts'

/** What is on screen: the filter as it is typed, and the list of a filter that may be a key behind. */
export type ShownPassages = {
  state: PassagesState
  /** Why the collections may be old. */
  problem: string | null
  typedFilter: PassageFilter
  filter: PassageFilter
  shown: readonly PassageView[]
  facets: Facets
  tag: TagView | null
  collection: CollectionView | null
  change: (part: Partial<PassageFilter>) => void
}

/** The passages that fit the filter. Typing never waits for a long list to be drawn. */
export function useShownPassages(
  store: PassagesStore,
  collectionsStore: CollectionsStore,
): ShownPassages {
  const state = useStore(store.state)
  const { collections, problem } = useStore(collectionsStore.store)
  const context = useMemo(() => ({ tags: state.tags, collections }), [state.tags, collections])
  const stored = useStore(store.filter)
  // Before anything was read no tag is known, and none is gone.
  const typedFilter = state.phase === 'ready' ? soundFilter(stored, context) : stored
  const filter = useDeferredValue(typedFilter)
  const shown = useMemo(
    () => fittingPassages(state.passages, filter, context),
    [state.passages, filter, context],
  )
  const facets = useMemo(
    () => facetsOf(state.passages, filter, context),
    [state.passages, filter, context],
  )
  return {
    state,
    problem,
    typedFilter,
    filter,
    shown,
    facets,
    tag: state.tags.find(({ id }) => id === filter.tag) ?? null,
    collection: collections.find(({ id }) => id === filter.collection) ?? null,
    change: (part) => store.filter.set({ ...typedFilter, ...part }),
  }
}
