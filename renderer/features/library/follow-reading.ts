import type { ListPlace } from '../../../shared/domain/session.ts'
import { articleKey } from '../../stores/failed-captures.ts'
import type { Location } from '../../stores/location.ts'
import type { Store } from '../../stores/store.ts'

/** An article that is opened from wherever is the row where the list goes on; returns what stops it. */
export function followReading({ place }: Location, listPlace: Store<ListPlace | null>): () => void {
  return place.subscribe(() => {
    const now = place.get()
    if (now.place !== 'reader') return
    const active = articleKey(now.articleId)
    listPlace.set((last) => (last === null || last.active === active ? last : { ...last, active }))
  })
}
