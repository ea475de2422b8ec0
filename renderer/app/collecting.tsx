import { useState, type ReactNode } from 'react'
import type { CollectionMember } from '../../shared/domain/collection.ts'
import { CollectPicker } from '../features/collections/CollectPicker.tsx'
import type { CollectionsStore } from '../stores/collections.ts'
import type { Place } from '../stores/location.ts'
import { announce } from '../ui/announce.ts'
import { showInStatusLine } from '../ui/status-message.ts'
import { backToList } from './back-to-list.ts'

/** Asks, beside an element, which collection members go into. */
export type Collect = (members: readonly CollectionMember[], beside: HTMLElement) => void

/** The picker of collections over whatever place asks for it; it goes with that place. */
export function useCollecting(
  collections: CollectionsStore,
  { place }: Place,
): { collect: Collect; picker: ReactNode } {
  const [asked, setAsked] = useState<{
    members: readonly CollectionMember[]
    beside: HTMLElement
    place: Place['place']
  } | null>(null)
  if (asked !== null && asked.place !== place) setAsked(null)
  const collect: Collect = (members, beside) => setAsked({ members, beside, place })
  if (asked === null) return { collect, picker: null }
  const close = (isLeft: boolean): void => {
    setAsked(null)
    if (!isLeft) backToList(asked.beside)
  }
  const tell = (name: string, warnings: readonly string[]): void => {
    close(false)
    const said = [`Added to “${name}”.`, ...warnings].join(' ')
    announce(said)
    showInStatusLine(said)
  }
  const { members, beside } = asked
  return {
    collect,
    picker: (
      <CollectPicker
        key={members.map(({ annotationId, articleId }) => annotationId ?? articleId).join(' ')}
        collections={collections}
        members={members}
        beside={beside}
        onAdded={tell}
        onClose={close}
      />
    ),
  }
}
