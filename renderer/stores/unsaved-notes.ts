import type { DraftNote } from '../../shared/domain/session.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { createStore, type Store } from './store.ts'

/** A note that was left with words that are not saved, or that was open when Pressmark last ended. */
export type UnsavedNote = DraftNote

/** The notes that wait in this window to be shown again in their articles; each article has at most one. */
export type UnsavedNotes = {
  store: Store<readonly UnsavedNote[]>
  /** The note that is being written now; null: none is. */
  open: Store<DraftNote | null>
  /** The articles of notes that are no longer in the library: nothing can show those notes. */
  gone: ReadonlySet<string>
  keep(note: UnsavedNote): void
  /** The note of an article, which is then no longer kept here: whoever takes it shows it. */
  take(articleId: Id): UnsavedNote | null
}

/** Makes the store; `restored` are the notes of the last session, `gone` the articles that left since. */
export function createUnsavedNotes(
  restored: readonly DraftNote[] = [],
  gone: readonly string[] = [],
): UnsavedNotes {
  const isGone = new Set(gone)
  const store = createStore<readonly UnsavedNote[]>(
    restored.filter((note) => hasUnsavedWords(note) || !isGone.has(note.articleId)),
  )
  const without = (articleId: Id): readonly UnsavedNote[] =>
    store.get().filter((note) => note.articleId !== articleId)
  return {
    store,
    open: createStore<DraftNote | null>(null),
    gone: isGone,
    keep: (note) => store.set([...without(note.articleId), note]),
    take(articleId) {
      const note = store.get().find((kept) => kept.articleId === articleId) ?? null
      if (note !== null) store.set(without(articleId))
      return note
    },
  }
}

/** Whether words of a note would be lost with it. */
export function hasUnsavedWords({ text, saved }: DraftNote): boolean {
  return text !== saved && (saved !== '' || text.trim() !== '')
}

/** Every note that a session keeps, as one value to follow. */
export function notesToKeep({
  store,
  open,
}: UnsavedNotes): Pick<Store<readonly DraftNote[]>, 'get' | 'subscribe'> {
  return {
    get() {
      const now = open.get()
      const isWritten = now !== null && (now.text.trim() !== '' || now.saved !== '')
      const others = store.get().filter(({ articleId }) => articleId !== now?.articleId)
      return isWritten ? [...others, now] : others
    },
    subscribe(listener) {
      const stops = [store.subscribe(listener), open.subscribe(listener)]
      return () => stops.forEach((stop) => stop())
    },
  }
}
