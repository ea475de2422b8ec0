import type { Passage } from '../../shared/anchoring/describe.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { createStore, type Store } from './store.ts'

/**
 * A note that could not be saved when its article was left: its words, where it belongs, and why.
 *
 * It is about an annotation or, where that is null or gone, about a passage of the version; with neither
 * it is about the whole article.
 */
export type UnsavedNote = {
  articleId: Id
  versionId: Id
  articleTitle: string
  annotationId: Id | null
  passage: Passage | null
  text: string
  /** What saving it answered. */
  sentence: string
}

/** The notes that wait in this window to be shown again in their articles; each article has at most one. */
export type UnsavedNotes = {
  store: Store<readonly UnsavedNote[]>
  keep(note: UnsavedNote): void
  /** The note of an article, which is then no longer kept here: whoever takes it shows it. */
  take(articleId: Id): UnsavedNote | null
}

/** Makes the store; it is empty at first. */
export function createUnsavedNotes(): UnsavedNotes {
  const store = createStore<readonly UnsavedNote[]>([])
  const without = (articleId: Id): readonly UnsavedNote[] =>
    store.get().filter((note) => note.articleId !== articleId)
  return {
    store,
    keep: (note) => store.set([...without(note.articleId), note]),
    take(articleId) {
      const note = store.get().find((kept) => kept.articleId === articleId) ?? null
      if (note !== null) store.set(without(articleId))
      return note
    },
  }
}
