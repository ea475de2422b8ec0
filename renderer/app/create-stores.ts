import type { Client } from '../../shared/api/client.ts'
import type { ListPlace, ReadingPlace } from '../../shared/domain/session.ts'
import type { TagDraft } from '../features/codebook/tag-draft.ts'
import { createExportDesk, type ExportDesk } from '../features/export/export-desk.ts'
import { followReading } from '../features/library/follow-reading.ts'
import { createIntake, type Intake } from '../features/library/intake.ts'
import { createPassages, type PassagesStore } from '../features/passages/passages-store.ts'
import type { PanelTab } from '../features/reader/reading.ts'
import { createCaptures, type Captures } from '../stores/captures.ts'
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
export function createStores(
  client: Client,
  { session, gone }: Restored = nothingRestored,
): Stores {
  const connection = createConnection(client)
  const library = createLibraryStore(client)
  const captures = createCaptures(client, library)
  const intake = createIntake(captures)
  const location = createLocation(window)
  const undo = createUndo(client, tellStep)
  const unsaved = createUnsavedNotes(session?.notes, gone)
  const reading = createStore<ReadingPlace | null>(session?.reading ?? null)
  const articleList = createStore<ListPlace | null>(session?.library ?? null)
  const collections = createCollections(client)
  const passages = createPassages(client, session?.filters['passages'])
  const exportDesk = createExportDesk(client, window.pressmark !== undefined)
  const sessionParts = {
    place: location.place,
    reading,
    library: articleList,
    filters: { passages: passages.filter },
    notes: notesToKeep(unsaved),
  }
  const panelTab = createStore<PanelTab>('codebook')
  const tagDraft = createStore<TagDraft | null>(null)
  const marked = { articles: createMarks(), annotations: createMarks() }
  return {
    connection,
    library,
    captures,
    intake,
    location,
    undo,
    unsaved,
    reading,
    articleList,
    collections,
    passages,
    exportDesk,
    panelTab,
    tagDraft,
    marked,
    forget() {
      reading.set(null)
      articleList.set(null)
      passages.forget()
      exportDesk.forget()
      tagDraft.set(null)
      marked.articles.clear()
      marked.annotations.clear()
    },
    start() {
      const followed = [connection, library, location, undo, collections]
      const stops = [
        ...followed.map((store) => store.start()),
        followReading(location, articleList),
        keepSession(client, sessionParts, window),
      ]
      return () => stops.forEach((stop) => stop())
    },
  }
}
