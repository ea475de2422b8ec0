import type { Client } from '../../../shared/api/client.ts'
import type { ArticleView } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import type { ReadingPlace } from '../../../shared/domain/session.ts'
import type { ArticleEditor } from '../../editor/view.ts'
import { createCodebook, type CodebookStore } from '../../stores/codebook.ts'
import { createOpenArticle, type OpenArticleStore } from '../../stores/open-article.ts'
import { createStore, type Store } from '../../stores/store.ts'
import type { UndoStore } from '../../stores/undo.ts'
import type { UnsavedNotes } from '../../stores/unsaved-notes.ts'
import { placedAnnotations, type PlacedAnnotation } from './placed-annotations.ts'
import { atRest, type PanelTab, type Reading } from './reading.ts'

/** What is on screen: actions scroll, measure and focus through it. */
export type Screen = { editor: ArticleEditor; scroller: HTMLElement }

/** One article open in the Reader: its stores, what the reader holds, and the editor once drawn. */
export type ReadingSession = {
  open: OpenArticleStore
  codebook: CodebookStore
  /** The steps of the whole window. */
  undo: UndoStore
  /** The notes of the whole window that could not be saved. */
  unsaved: UnsavedNotes
  /** What the window read last: this article or another. */
  place: Store<ReadingPlace | null>
  reading: Store<Reading>
  screen: Store<Screen | null>
  /** What stands beside the text, and whether it is open where it lies over the text. */
  panel: { tab: Store<PanelTab>; isOpen: Store<boolean> }
  inTurn: UndoStore['inTurn']
  /** Leaves the article. */
  leave: () => void
  /** Opens the article and follows it; returns a function that stops. */
  start(): () => void
}

/** What an article shares with the rest of the window. */
export type Shared = Pick<ReadingSession, 'undo' | 'unsaved' | 'place'> & {
  panelTab: Store<PanelTab>
}

/** The session of one article; it opens when started. */
export function createSession(
  client: Client,
  articleId: Id,
  { undo, unsaved, panelTab, place }: Shared,
  onLeave: () => void,
): ReadingSession {
  const open = createOpenArticle(client, articleId, undo)
  const codebook = createCodebook(client)
  return {
    open,
    codebook,
    undo,
    unsaved,
    place,
    reading: createStore(atRest),
    screen: createStore<Screen | null>(null),
    panel: { tab: panelTab, isOpen: createStore(false) },
    inTurn: (act) => undo.inTurn(act),
    leave: onLeave,
    start() {
      const stops = [open.start(), codebook.start()]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}

/** The article, while it is open. */
export function articleOf(session: ReadingSession): ArticleView | null {
  const state = session.open.store.get()
  return state.phase === 'open' ? state.article : null
}

/** The annotations of the open version with their passages. */
export function placedIn(session: ReadingSession): readonly PlacedAnnotation[] {
  const article = articleOf(session)
  return article === null ? [] : placedAnnotations(article)
}
