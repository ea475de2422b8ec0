import { useState } from 'react'
import type { CollectionView, PassageView } from '../../../shared/api/views.ts'
import type { CollectionMember } from '../../../shared/domain/collection.ts'
import type { ChangedCollection, CollectionsStore } from '../../stores/collections.ts'
import { sentenceOf } from '../../stores/failure-of.ts'
import { announce } from '../../ui/announce.ts'
import { memberOf } from './hand-over.ts'
import { membership } from './passage-filter.ts'

/** What was taken out of a collection last, until it is put back, and the sentence that says so. */
export type Taken = { member: CollectionMember; name: string; sentence: string } | null

/** Takes passages, or the articles around them, out of a collection, and puts the last one back. */
export function useTakingOut(collections: CollectionsStore): {
  taken: Taken
  /** What went wrong. */
  sentence: string | null
  /** A passage that is there with its whole article can only go with it. */
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
    takeOut(passage, collection) {
      const next = takingOut(passage, collection)
      const act = () => collections.remove(next.name, [next.member])
      void change(act, next, next.sentence)
    },
    putBack() {
      if (taken === null) return
      const { member, name } = taken
      const act = () => collections.add(name, [member])
      void change(act, null, `Put back into ${name}.`)
    },
  }
}

function takingOut(passage: PassageView, collection: CollectionView): NonNullable<Taken> {
  const { name, members } = collection
  const article = { articleId: passage.articleId, annotationId: null }
  if (membership(passage, collection) === 'with-article') {
    const sentence = `The article “${passage.title}” was taken out of “${name}”, and its passages with it. All of it stays in the library.`
    return { member: article, name, sentence }
  }
  const isWhole = members.some(
    ({ articleId, annotationId }) => annotationId === null && articleId === passage.articleId,
  )
  const rest = isWhole
    ? 'It is still there with its whole article; take that out as well if it should go.'
    : 'It stays in the library.'
  const sentence = `A passage was taken out of “${name}”. ${rest}`
  return { member: memberOf(passage), name, sentence }
}
