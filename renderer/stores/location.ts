import { Id } from '../../shared/domain/ids.ts'
import { createStore, type Store } from './store.ts'

/**
 * A place of the window. The Reader may be opened at an annotation; `versionId` then names the
 * version that the annotation stands on, and the latest is meant where it is absent.
 */
export type Place =
  | { place: 'library' }
  | { place: 'passages' }
  | { place: 'export' }
  | { place: 'verify' }
  | { place: 'reader'; articleId: Id; annotationId?: Id; versionId?: Id }

/** Where the window is. The place stands in the address, so back, forward and reload keep it. */
export type Location = {
  place: Store<Place>
  go(place: Place): void
  start(): () => void
}

/** The part of a window that holds its address. */
export type AddressHolder = Pick<
  Window,
  'location' | 'history' | 'addEventListener' | 'removeEventListener'
>

/** The address of a place, such as `#/passages` or `#/article/01j…`. */
export function hashOf(place: Place): string {
  if (place.place === 'library') return '#/'
  if (place.place !== 'reader') return `#/${place.place}`
  const { articleId, annotationId, versionId } = place
  const ids = annotationId === undefined ? [] : [annotationId, versionId]
  return ['#/article', articleId, ...ids.filter((id) => id !== undefined)].join('/')
}

/** The place that an address names; whatever isn't one is the Library. */
export function placeOf(hash: string): Place {
  if (hash === '#/passages') return { place: 'passages' }
  if (hash === '#/export') return { place: 'export' }
  if (hash === '#/verify') return { place: 'verify' }
  const [prefix, kind, ...parts] = hash.split('/')
  const ids = parts.map((part) => Id.safeParse(part))
  if (prefix !== '#' || kind !== 'article' || ids.length > 3) return { place: 'library' }
  const [articleId, annotationId, versionId] = ids.flatMap(({ data }) => data ?? [])
  if (articleId === undefined || !ids.every(({ success }) => success)) return { place: 'library' }
  return {
    place: 'reader',
    articleId,
    ...(annotationId === undefined ? {} : { annotationId }),
    ...(versionId === undefined ? {} : { versionId }),
  }
}

/** Follows the address of `page`; `start` returns a function that stops following. */
export function createLocation(page: AddressHolder): Location {
  const place = createStore<Place>(placeOf(page.location.hash))
  const move = (next: Place): void =>
    place.set((current) => (hashOf(current) === hashOf(next) ? current : next))
  return {
    place,
    go(next) {
      if (hashOf(place.get()) === hashOf(next)) return
      page.history.pushState(null, '', hashOf(next))
      move(next)
    },
    start() {
      const follow = (): void => move(placeOf(page.location.hash))
      page.addEventListener('popstate', follow)
      page.addEventListener('hashchange', follow)
      return () => {
        page.removeEventListener('popstate', follow)
        page.removeEventListener('hashchange', follow)
      }
    },
  }
}
