import type { Passage } from '../../../shared/anchoring/describe.ts'
import type { AnnotationView } from '../../../shared/api/views.ts'
import type { OpenArticleStore } from '../../stores/open-article.ts'

/**
 * One note being written. Saves run one after the other, so the first makes the annotation (where
 * there is none yet) and the next ones change it. `save` rejects with the AppError of the call.
 */
export type NoteSession = {
  /** The text to begin with. */
  text: string
  /** What was typed last, kept or not. */
  type(text: string): void
  hasUnsaved(): boolean
  save(): Promise<void>
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
): NoteSession {
  let { annotation } = target
  const begun = annotation?.annotation.note ?? ''
  // However often it is kept, a note is one step to undo.
  const group = Symbol('note')
  let typed = begun
  let saved = begun
  let last: Promise<void> = Promise.resolve()
  const write = async (): Promise<void> => {
    const note = typed
    if (note === saved) return
    if (annotation === null && note.trim() === '') return
    annotation ??= target.made()
    annotation =
      annotation === null
        ? await open.create({ passage: target.passage, tags: [], note }, group)
        : await open.change(annotation, { note }, group)
    saved = note
    onWritten(annotation)
  }
  return {
    text: begun,
    type(text) {
      typed = text
    },
    hasUnsaved: () => typed !== saved && (annotation !== null || typed.trim() !== ''),
    save() {
      // A failed save is told by its own promise; the next one begins afresh.
      const take = (): Promise<void> => inTurn(write)
      last = last.then(take, take)
      return last
    },
  }
}
