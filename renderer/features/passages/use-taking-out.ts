import { useState } from 'react'
import type { CollectionView, PassageView } from '../../../shared/api/views.ts'
import type { ChangedCollection, CollectionsStore } from '../../stores/collections.ts'
import { sentenceOf } from '../../stores/failure-of.ts'
import { announce } from '../../ui/announce.ts'
import { memberOf } from './hand-over.ts'

/** What was taken out of a collection last, until it is put back; what went wrong with it. */
export type Taken = { passage: PassageView; name: string } | null

/** Takes passages out of a collection, and puts the last one back. */
export function useTakingOut(collections: CollectionsStore): {
  taken: Taken
  sentence: string | null
  takeOut: (passage: PassageView, collection: CollectionView) => void
  putBack: () => void
} {
  const [taken, setTaken] = useState<Taken>(null)
  const [sentence, setSentence] = useState<string | null>(null)
  const change = async (
    act: () => Promise<ChangedCollection>,
    next: Taken,
    said: string,
  ): Promise<void> => {
    try {
      const { warnings } = await act()
      setTaken(next)
      setSentence(warnings.length === 0 ? null : warnings.join(' '))
      announce(said)
    } catch (thrown) {
      setSentence(sentenceOf(thrown))
    }
  }
  return {
    taken,
    sentence,
    takeOut(passage, { name }) {
      const act = () => collections.remove(name, [memberOf(passage)])
      void change(act, { passage, name }, `Taken out of ${name}.`)
    },
    putBack() {
      if (taken === null) return
      const { passage, name } = taken
      const act = () => collections.add(name, [memberOf(passage)])
      void change(act, null, `Put back into ${name}.`)
    },
  }
}
