import { useEffect, useEffectEvent, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { ArticleListItem, TagView } from '../../../shared/api/views.ts'
import { now } from '../../../shared/domain/instant.ts'
import { bindKeys } from '../../commands/keymap.ts'
import type { Capture } from '../../stores/captures.ts'
import type { CodebookStore } from '../../stores/codebook.ts'
import { useStore, type Store } from '../../stores/store.ts'
import { announce } from '../../ui/announce.ts'
import { countOf } from '../../ui/count-of.ts'
import {
  everyArticle,
  fittingArticles,
  isFiltered,
  isNewSince,
  libraryFacets,
  soundFilter,
  type LibraryFacets,
  type LibraryFilter,
} from './library-filter.ts'

/** The articles that are shown, and what they are and can be filtered by. */
export type FilteredArticles = {
  filter: LibraryFilter
  /** The tags that are filtered by. */
  chosenTags: readonly TagView[]
  /** Null where there is nothing to choose between. */
  facets: LibraryFacets | null
  shown: readonly ArticleListItem[]
  /** Whether none fits. */
  isNone: boolean
  change: (part: Pick<Partial<LibraryFilter>, 'outlets' | 'tags'>) => void
}

/** Filters the articles by what the store holds. */
export function useLibraryFilter(
  store: Store<LibraryFilter>,
  codebook: CodebookStore,
  articles: readonly ArticleListItem[],
  captures: readonly Capture[],
): FilteredArticles {
  const { tags } = useStore(codebook.store)
  const stored = useStore(store)
  // Before the codebook was read no tag is known, and none is gone.
  const filter = tags.length === 0 ? stored : soundFilter(stored, tags)
  const fitting = fittingArticles(articles, filter, tags)
  const captured = new Map(
    captures.flatMap(({ state, startedAt }) =>
      state.phase === 'done' ? [[state.outcome.articleId, startedAt] as const] : [],
    ),
  )
  const fits = new Set(fitting)
  const shown = isFiltered(filter)
    ? articles.filter((item) => fits.has(item) || isNewSince(item, filter, captured))
    : articles
  const facets = libraryFacets(articles, filter, tags)
  const isChoice =
    isFiltered(filter) ||
    facets.outlets.length > 1 ||
    (facets.tags.length > 0 && articles.length > 1)
  return {
    filter,
    chosenTags: filter.tags.flatMap((id) => tags.find((tag) => tag.id === id) ?? []),
    facets: isChoice ? facets : null,
    shown,
    isNone: isFiltered(filter) && fitting.length === 0,
    change(part) {
      const next = { ...filter, ...part, since: now() }
      store.set(isFiltered(next) ? next : everyArticle)
      const { length } = fittingArticles(articles, next, tags)
      announce(`${length} of ${countOf(articles.length, 'article')}`)
    },
  }
}

/**
 * Binds the key that leads to the column of filters, wherever in the place the focus is; while there is
 * none (`columnId` null) the key is nobody's.
 */
export function useFilterKey(
  place: RefObject<HTMLElement | null>,
  columnId: string | null,
  onFilter: () => void,
): void {
  const toColumn = useEffectEvent(() => {
    // On a narrow window the column is only there once it has opened; the next key is for it.
    flushSync(onFilter)
    const column = columnId === null ? null : document.getElementById(columnId)
    const chosen = column?.querySelector<HTMLElement>('[aria-pressed="true"]')
    const first = column?.querySelector<HTMLElement>('button')
    ;(chosen ?? first)?.focus()
  })
  const isThere = columnId !== null
  useEffect(
    () =>
      place.current === null || !isThere
        ? undefined
        : bindKeys(place.current, { 'list.filter': () => toColumn() }),
    [place, isThere],
  )
}
