import { useDeferredValue, useEffect } from 'react'
import type { ArticleView } from '../../../shared/api/views.ts'
import { useStore } from '../../stores/store.ts'
import { PassageItem, RemovedItem } from './PassageItem.tsx'
import styles from './PassagePanel.module.css'
import { comparePlaced, type PlacedAnnotation } from './placed-annotations.ts'
import type { ReadingSession } from './reading-session.ts'

const none: readonly PlacedAnnotation[] = []

/** The passages of this article in the order of the text: the list that says in words what stripes draw. */
export function PassagePanel({
  session,
  article,
  placed,
}: {
  session: ReadingSession
  article: ArticleView
  placed: readonly PlacedAnnotation[]
}) {
  const { subject, removed } = useStore(session.reading)
  // A long list is built after the text is on screen, in pieces that never hold up a key.
  const listed = useDeferredValue(placed, none)
  const items = removed === null ? listed : withRemoved(listed, removed)
  // What had the focus may have gone with the list: it is never left on the page itself.
  useEffect(() => {
    if (document.activeElement === document.body) session.screen.get()?.editor.focus()
  }, [session, listed, removed])
  const activeId = subject.kind === 'annotation' ? subject.id : null
  return placed.length === 0 && removed === null ? (
    <p className={styles.empty}>
      {article.problems.length > 0
        ? 'No passage can be shown, though some may be there: the notice over the text says what could not be read.'
        : 'Nothing marked yet. Select some words, or press J and → to choose a sentence, then T to tag it.'}
    </p>
  ) : (
    <ol className={styles.list}>
      {items.map((item) =>
        item === removed ? (
          <RemovedItem key={item.view.annotation.id} session={session} />
        ) : (
          <PassageItem
            key={item.view.annotation.id}
            session={session}
            placed={item}
            text={article.text}
            isActive={item.view.annotation.id === activeId}
          />
        ),
      )}
    </ol>
  )
}

/** The list with the place of what was just removed, which a list built before may still hold. */
function withRemoved(
  listed: readonly PlacedAnnotation[],
  removed: PlacedAnnotation,
): readonly PlacedAnnotation[] {
  const { id } = removed.view.annotation
  const others = listed.filter(({ view }) => view.annotation.id !== id)
  return [...others, removed].toSorted(comparePlaced)
}
