import { Id } from '../../shared/domain/ids.ts'
import { createStore, type Store } from './store.ts'

/** A place of the window. */
export type Place = { place: 'library' } | { place: 'reader'; articleId: Id }

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

/** The address of a place, such as `#/article/01j…`. */
export function hashOf(place: Place): string {
  return place.place === 'reader' ? `#/article/${place.articleId}` : '#/'
}

/** The place that an address names; whatever isn't one is the Library. */
export function placeOf(hash: string): Place {
  const match = /^#\/article\/(?<id>[^/]+)$/u.exec(hash)
  const id = Id.safeParse(match?.groups?.['id'])
  return id.success ? { place: 'reader', articleId: id.data } : { place: 'library' }
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
