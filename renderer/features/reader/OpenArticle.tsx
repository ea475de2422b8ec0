import { useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { Id } from '../../../shared/domain/ids.ts'
import { bindKeys } from '../../commands/keymap.ts'
import type { ArticleEditor } from '../../editor/view.ts'
import type { OpenArticle as OpenArticleState } from '../../stores/open-article.ts'
import { useStore } from '../../stores/store.ts'
import { afterNote, changeVersion } from './after-note.ts'
import { ArticleHeader } from './ArticleHeader.tsx'
import { FloatingLayer } from './FloatingLayer.tsx'
import { Margin } from './Margin.tsx'
import { PassagePanel } from './PassagePanel.tsx'
import { placedAnnotations, placedById, type PlacedAnnotation } from './placed-annotations.ts'
import { Printed } from './Printed.tsx'
import styles from './Reader.module.css'
import { ReaderBar } from './ReaderBar.tsx'
import { ReaderStatus } from './ReaderStatus.tsx'
import type { PanelTab } from './reading.ts'
import type { ReadingSession } from './reading-session.ts'
import { useReadingPlace } from './reading-place.ts'
import { SidePanel, type CodebookSlot } from './SidePanel.tsx'
import { Troubles } from './Troubles.tsx'
import { useArticleEditor } from './use-article-editor.ts'
import { goTo } from './walking.ts'

/** The Reader with an article in it: bar, column with margin, passage list, status line. */
export function OpenArticle({
  session,
  state,
  arrivesAt,
  codebook,
}: {
  session: ReadingSession
  /** The annotation that the reader came for; null: the article. */
  arrivesAt: Id | null
  state: Extract<OpenArticleState, { phase: 'open' }>
  codebook: (slot: CodebookSlot) => ReactNode
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
  const tab = useStore(session.panel.tab)
  const isPanelOpen = useStore(session.panel.isOpen)
  const filter = useRef<HTMLInputElement>(null)
  useTagFilterKey(session, filter)
  return (
    <>
      <ReaderBar
        article={article}
        passages={placed.length}
        openTab={isPanelOpen ? tab : null}
        onPanel={(tab) => togglePanel(session, tab)}
        onVersion={(versionId) => void changeVersion(session, versionId)}
        onLeave={() => void afterNote(session, session.leave)}
      />
      <div className={styles.body}>
        <div className={styles.scroller} ref={scroller}>
          <Troubles staleness={state.staleness} problems={article.problems} />
          <div className={styles.column} ref={setColumn}>
            <div ref={place} className={styles.text} />
            {editor === null ? null : (
              <>
                <ArticleHeader
                  session={session}
                  slot={editor.headerSlot}
                  article={article}
                  placed={placed}
                />
                <Margin session={session} editor={editor} placed={placed} />
                <Printed session={session} editor={editor} article={article} placed={placed} />
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
        <SidePanel
          session={session}
          placed={placed}
          filter={filter}
          codebook={codebook}
          passages={<PassagePanel session={session} article={article} placed={placed} />}
          onClose={() => {
            session.panel.isOpen.set(false)
            editor?.focus()
          }}
        />
      </div>
      <ReaderStatus session={session} placed={placed} structure={editor?.structure ?? null} />
    </>
  )
}

/** Opens one side of the panel where it lies over the text, or closes it. */
function togglePanel({ panel }: ReadingSession, tab: PanelTab): void {
  const isShown = panel.isOpen.get() && panel.tab.get() === tab
  panel.tab.set(tab)
  panel.isOpen.set(!isShown)
}

/** Binds the key that leads to the tags, wherever in the Reader the focus is. */
function useTagFilterKey(
  session: ReadingSession,
  filter: RefObject<HTMLInputElement | null>,
): void {
  useEffect(() => {
    const toFilter = (): void => {
      // The field is only there once its side is; the next key is for it.
      flushSync(() => {
        session.panel.tab.set('codebook')
        session.panel.isOpen.set(true)
      })
      filter.current?.focus()
      // Letters of the last time are typed over.
      filter.current?.select()
    }
    return bindKeys(window, { 'tags.filter': toFilter })
  }, [session, filter])
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
