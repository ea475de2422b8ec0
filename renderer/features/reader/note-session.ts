import type { Passage } from '../../../shared/anchoring/describe.ts'
import type { AnnotationView } from '../../../shared/api/views.ts'
import { Note } from '../../../shared/domain/annotation.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { AppError } from '../../../shared/errors.ts'
import type { OpenArticleStore } from '../../stores/open-article.ts'
import { createStore, type Store } from '../../stores/store.ts'

/** The words of a note as they are now, what the library holds of them, and where they belong. */
export type NoteWords = {
  annotationId: Id | null
  passage: Passage | null
  saved: string
  text: string
}

/**
 * One note being written. Saves run one after the other, so the first makes the annotation (where
 * there is none yet) and the next ones change it. `save` rejects with the AppError of the call, or
 * with one of its own where the note is too long to be kept.
 */
export type NoteSession = {
  /** The text to begin with. */
  text: string
  /** Why that text is not saved: it was typed before, and could not be. */
  failure: string | null
  /** What was typed last, kept or not. */
  type(text: string): void
  hasUnsaved(): boolean
  save(): Promise<void>
  /** What there is to keep of it elsewhere. */
  words: Pick<Store<NoteWords>, 'get' | 'subscribe'>
}

/**
 * What a note is about: an annotation, or words (`passage` null: the whole article) that have none
 * yet. `made` finds the annotation that another act may have made on them meanwhile.
 */
export type NoteTarget = {
  annotation: AnnotationView | null
  passage: Passage | null
  made: () => AnnotationView | null
}

/** Begins a note. Its saves take their turn among the other writes of the article. */
export function beginNote(
  open: Pick<OpenArticleStore, 'create' | 'change'>,
  target: NoteTarget,
  onWritten: (view: AnnotationView) => void,
  inTurn: (act: () => Promise<void>) => Promise<void>,
  unsaved: { text: string; sentence: string | null } | null = null,
): NoteSession {
  let { annotation } = target
  // However often it is kept, a note is one step to undo.
  const group = Symbol('note')
  const noted = annotation?.annotation.note ?? ''
  const words = createStore<NoteWords>({
    annotationId: annotation?.annotation.id ?? null,
    passage: target.passage,
    saved: noted,
    text: unsaved?.text ?? noted,
  })
  let last: Promise<void> = Promise.resolve()
  const write = async (): Promise<void> => {
    const { text: note, saved } = words.get()
    if (note === saved) return
    if (annotation === null && note.trim() === '') return
    refuseTooLong(note)
    annotation ??= target.made()
    annotation =
      annotation === null
        ? await open.create({ passage: target.passage, tags: [], note }, group)
        : await open.change(annotation, { note }, group)
    const annotationId = annotation.annotation.id
    words.set((current) => ({ ...current, annotationId, saved: note }))
    onWritten(annotation)
  }
  return {
    text: words.get().text,
    failure: unsaved?.sentence ?? null,
    type(text) {
      words.set((current) => (current.text === text ? current : { ...current, text }))
    },
    hasUnsaved() {
      const { text, saved } = words.get()
      return text !== saved && (annotation !== null || text.trim() !== '')
    },
    save() {
      // A failed save is told by its own promise; the next one begins afresh.
      const take = (): Promise<void> => inTurn(write)
      last = last.then(take, take)
      return last
    },
    words,
  }
}

/** A note is never cut to what fits: it waits, whole, until it is shorter. */
function refuseTooLong(note: string): void {
  if (Note.safeParse(note).success) return
  const [limit, length] = [Note.maxLength ?? 0, note.length].map((count) =>
    count.toLocaleString('en-GB'),
  )
  throw new AppError(
    'invalid-input',
    `A note has at most ${limit} characters, and this one has ${length}. It is saved once it is shorter.`,
  )
}
