import { useEffect, useMemo, useRef, useState } from 'react'
import type { Id } from '../../../shared/domain/ids.ts'
import type { ArticleEditor } from '../../editor/view.ts'
import type { OpenArticle as OpenArticleState } from '../../stores/open-article.ts'
import { afterNote, changeVersion } from './after-note.ts'
import { ArticleHeader } from './ArticleHeader.tsx'
import { FloatingLayer } from './FloatingLayer.tsx'
import { Margin } from './Margin.tsx'
import { PassagePanel } from './PassagePanel.tsx'
import { placedAnnotations, placedById, type PlacedAnnotation } from './placed-annotations.ts'
import styles from './Reader.module.css'
import { ReaderBar } from './ReaderBar.tsx'
import { ReaderStatus } from './ReaderStatus.tsx'
import type { ReadingSession } from './reading-session.ts'
import { useReadingPlace } from './reading-place.ts'
import { Troubles } from './Troubles.tsx'
import { useArticleEditor } from './use-article-editor.ts'
import { goTo } from './walking.ts'

/** The Reader with an article in it: bar, column with margin, passage list, status line. */
export function OpenArticle({
  session,
  state,
  arrivesAt,
}: {
  session: ReadingSession
  /** The annotation that the reader came for; null: the article. */
  arrivesAt: Id | null
  state: Extract<OpenArticleState, { phase: 'open' }>
}) {
  const { article, document } = state
  const placed = useMemo(() => placedAnnotations(article), [article])
  const place = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const [column, setColumn] = useState<HTMLDivElement | null>(null)
  const refs = useMemo(() => ({ place, scroller }), [])
  const editor = useArticleEditor(session, article, document, placed, refs)
  useReadingPlace(session, editor, article, arrivesAt !== null)
  useArrival(session, editor, placed, arrivesAt)
  const [isPanelOpen, setPanelOpen] = useState(false)
  return (
    <>
      <ReaderBar
        article={article}
        passages={placed.length}
        isPanelOpen={isPanelOpen}
        onTogglePanel={() => setPanelOpen(!isPanelOpen)}
        onVersion={(versionId) => void changeVersion(session, versionId)}
        onLeave={() => void afterNote(session, session.leave)}
      />
      <div className={styles.body}>
        <div className={styles.scroller} ref={scroller}>
          <Troubles staleness={state.staleness} problems={article.problems} />
          <div className={styles.column} ref={setColumn}>
            <div ref={place} />
            {editor === null ? null : (
              <>
                <ArticleHeader
                  session={session}
                  slot={editor.headerSlot}
                  article={article}
                  placed={placed}
                />
                <Margin session={session} editor={editor} placed={placed} />
              </>
            )}
            {editor === null || column === null ? null : (
              <FloatingLayer
                session={session}
                editor={editor}
                placed={placed}
                column={column}
                scroller={scroller}
                isPanelOpen={isPanelOpen}
              />
            )}
          </div>
        </div>
        <PassagePanel
          session={session}
          article={article}
          placed={placed}
          isOpen={isPanelOpen}
          onClose={() => {
            setPanelOpen(false)
            editor?.focus()
          }}
        />
      </div>
      <ReaderStatus session={session} placed={placed} structure={editor?.structure ?? null} />
    </>
  )
}

/** Goes to the annotation that the reader came for, once, when the article is drawn. */
function useArrival(
  session: ReadingSession,
  editor: ArticleEditor | null,
  placed: readonly PlacedAnnotation[],
  annotationId: Id | null,
): void {
  const hasArrived = useRef(false)
  useEffect(() => {
    if (editor === null || annotationId === null || hasArrived.current) return
    const there = placedById(placed, annotationId)
    if (there === null || there === undefined) return
    hasArrived.current = true
    // A note that could not be saved comes first: it is open already.
    if (session.reading.get().layer.kind === 'note') return
    goTo(session, there)
    session.reading.set((reading) => ({ ...reading, layer: { kind: 'none' } }))
  }, [session, editor, placed, annotationId])
}
