import type { Client } from '../../shared/api/client.ts'
import type { ListPlace, ReadingPlace } from '../../shared/domain/session.ts'
import type { TagDraft } from '../features/codebook/tag-draft.ts'
import { createExportDesk, type ExportDesk } from '../features/export/export-desk.ts'
import { followReading } from '../features/library/follow-reading.ts'
import { createIntake, type Intake } from '../features/library/intake.ts'
import {
  everyArticle,
  libraryFilterOf,
  type LibraryFilter,
} from '../features/library/library-filter.ts'
import { createPassages, type PassagesStore } from '../features/passages/passages-store.ts'
import { createVerifyDesk, type VerifyDesk } from '../features/verify/verify-desk.ts'
import type { PanelTab } from '../features/reader/reading.ts'
import { createCaptures, type Captures } from '../stores/captures.ts'
import { createCodebook, type CodebookStore } from '../stores/codebook.ts'
import { createCollections, type CollectionsStore } from '../stores/collections.ts'
import { createConnection, type Connection } from '../stores/connection.ts'
import { createLibraryStore, type LibraryStore } from '../stores/library-store.ts'
import { createLocation, type Location } from '../stores/location.ts'
import { createMarks, type Marks } from '../stores/marks.ts'
import { keepSession, nothingRestored, type Restored } from '../stores/session.ts'
import { createStore, type Store } from '../stores/store.ts'
import { createUndo, type UndoStore } from '../stores/undo.ts'
import { createUnsavedNotes, notesToKeep, type UnsavedNotes } from '../stores/unsaved-notes.ts'
import { tellStep } from './undoing.ts'

/** What the places of one window share. `start` begins to follow the application, or stops. */
export type Stores = {
  connection: Connection
  library: LibraryStore
  captures: Captures
  intake: Intake
  location: Location
  undo: UndoStore
  unsaved: UnsavedNotes
  /** What was read last, and where in it. */
  reading: Store<ReadingPlace | null>
  /** Where the list of the Library is scrolled to. */
  articleList: Store<ListPlace | null>
  collections: CollectionsStore
  passages: PassagesStore
  exportDesk: ExportDesk
  verifyDesk: VerifyDesk
  /** What the Library is filtered by. */
  libraryFilter: Store<LibraryFilter>
  codebook: CodebookStore
  /** What stands beside the text in the Reader. */
  panelTab: Store<PanelTab>
  /** What is being written of a tag. */
  tagDraft: Store<TagDraft | null>
  /** What is marked in the lists: articles in the Library, annotations in Passages. */
  marked: { articles: Marks; annotations: Marks }
  /** Lets go of what belongs to one library, as when another was opened. */
  forget(): void
  /** The lists of Passages and Export follow the application only while their places are open. */
  start(): () => void
}

/** Makes the stores of a window around its client; they begin where the last session was. */
export function createStores(client: Client, restored: Restored = nothingRestored): Stores {
  const parts = createParts(client, restored)
  return { ...parts, forget: () => forget(parts), start: () => start(client, parts) }
}

type Parts = Omit<Stores, 'forget' | 'start'>

function createParts(client: Client, { session, gone }: Restored): Parts {
  const library = createLibraryStore(client)
  const captures = createCaptures(client, library)
  return {
    connection: createConnection(client),
    library,
    captures,
    intake: createIntake(captures, library),
    location: createLocation(window),
    undo: createUndo(client, tellStep),
    unsaved: createUnsavedNotes(session?.notes, gone),
    reading: createStore<ReadingPlace | null>(session?.reading ?? null),
    articleList: createStore<ListPlace | null>(session?.library ?? null),
    collections: createCollections(client),
    passages: createPassages(client, session?.filters['passages']),
    exportDesk: createExportDesk(client, window.pressmark !== undefined),
    verifyDesk: createVerifyDesk(client),
    libraryFilter: createStore(libraryFilterOf(session?.filters['library'])),
    codebook: createCodebook(client),
    panelTab: createStore<PanelTab>('codebook'),
    tagDraft: createStore<TagDraft | null>(null),
    marked: { articles: createMarks(), annotations: createMarks() },
  }
}

function forget(parts: Parts): void {
  parts.reading.set(null)
  parts.articleList.set(null)
  parts.passages.forget()
  parts.exportDesk.forget()
  parts.verifyDesk.forget()
  parts.tagDraft.set(null)
  parts.libraryFilter.set(everyArticle)
  parts.marked.articles.clear()
  parts.marked.annotations.clear()
}

function start(client: Client, parts: Parts): () => void {
  const { connection, library, location, undo, collections, codebook, articleList } = parts
  const followed = [connection, library, location, undo, collections, codebook]
  const kept = {
    place: location.place,
    reading: parts.reading,
    library: articleList,
    filters: { passages: parts.passages.filter, library: parts.libraryFilter },
    notes: notesToKeep(parts.unsaved),
  }
  const stops = [
    ...followed.map((store) => store.start()),
    followReading(location, articleList),
    keepSession(client, kept, window),
  ]
  return () => stops.forEach((stop) => stop())
}
