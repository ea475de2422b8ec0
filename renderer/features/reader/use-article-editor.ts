import { useEffect, useMemo, type RefObject } from 'react'
import type { Node } from 'prosemirror-model'
import type { ArticleView } from '../../../shared/api/views.ts'
import { passageOf } from '../../editor/reading-cursor.ts'
import { createArticleEditor, type ArticleEditor } from '../../editor/view.ts'
import { useStore } from '../../stores/store.ts'
import { afterNote } from './after-note.ts'
import { highlightsOf, type PlacedAnnotation } from './placed-annotations.ts'
import { pressKey } from './reading-keys.ts'
import { passageOfSubject } from './reading.ts'
import { placedIn, type ReadingSession } from './reading-session.ts'
import { click, hover, select } from './walking.ts'

/**
 * Draws the article into `place` and keeps its highlights and transient layers up with the stores.
 * Null until drawn. The editor is made once for each version: annotations come and go inside it.
 */
export function useArticleEditor(
  session: ReadingSession,
  article: ArticleView,
  document: Node,
  placed: readonly PlacedAnnotation[],
  refs: { place: RefObject<HTMLElement | null>; scroller: RefObject<HTMLElement | null> },
): ArticleEditor | null {
  const { text } = article
  const language = article.metadata.language.value
  useEffect(() => {
    const place = refs.place.current
    const scroller = refs.scroller.current
    if (place === null || scroller === null) return
    return draw(session, { place, scroller }, { document, text, language })
  }, [session, document, text, language, refs])
  const editor = useStore(session.screen)?.editor ?? null
  const { tags } = useStore(session.codebook.store)
  const { subject, hovered } = useStore(session.reading)
  const chosenId = subject.kind === 'annotation' ? subject.id : null
  const strong = useMemo(
    () => (chosenId === null ? hovered : [...hovered, chosenId]),
    [hovered, chosenId],
  )
  useEffect(
    () => editor?.setHighlights(highlightsOf(placed, tags, strong)),
    [editor, placed, tags, strong],
  )
  useEffect(() => {
    const pending = subject.kind === 'passage' ? passageOf(subject.cursor) : null
    editor?.showHeld(pending, pending !== null || chosenId !== null)
  }, [editor, subject, chosenId])
  return editor
}

/** Puts the article on screen and gives it the focus; returns a function that takes it off again. */
function draw(
  session: ReadingSession,
  { place, scroller }: { place: HTMLElement; scroller: HTMLElement },
  shown: { document: Node; text: string; language: string | null },
): () => void {
  const pictures: string[] = []
  const editor = createArticleEditor(place, {
    ...shown,
    label: 'Article text',
    // With its marks from the start, the text is laid out once.
    highlights: highlightsOf(placedIn(session), session.codebook.store.get().tags, []),
    loadPicture: async (file) => {
      const url = URL.createObjectURL(await session.open.readPicture(file))
      pictures.push(url)
      return url
    },
    onKey: (event) => pressKey(session, event),
    passageToCopy: () => passageOfSubject(session.reading.get(), placedIn(session)),
    onSelect: (passage) => void afterNote(session, () => select(session, passage)),
    onClick: (offset, ids) => void afterNote(session, () => click(session, offset, ids)),
    onHover: (ids) => hover(session, ids),
  })
  session.screen.set({ editor, scroller })
  editor.focus()
  return () => {
    session.screen.set(null)
    editor.destroy()
    for (const url of pictures) URL.revokeObjectURL(url)
  }
}
