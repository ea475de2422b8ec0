import type { Client } from '../../shared/api/client.ts'
import type { Output } from '../../shared/api/contract.ts'
import type {
  DraftNote,
  ListPlace,
  PlainFilter,
  ReadingPlace,
  Session,
} from '../../shared/domain/session.ts'
import { failureOf } from './failure-of.ts'
import { hashOf, placeOf, type Place } from './location.ts'
import type { Store } from './store.ts'

/** Where a person was when the library was last open, and which articles of it are gone since. */
export type Restored = Output<'session.read'>

/** What is restored where nothing is known. */
export const nothingRestored: Restored = { session: null, gone: [] }

type Readable<T> = Pick<Store<T>, 'get' | 'subscribe'>

/** The stores that a session is made of. A filter joins by one line, under the name of its place. */
export type SessionParts = {
  place: Readable<Place>
  reading: Readable<ReadingPlace | null>
  library: Readable<ListPlace | null>
  filters: Readonly<Record<string, Readable<PlainFilter>>>
  notes: Readable<readonly DraftNote[]>
}

/** The part of a window that says when it goes. */
export type LeavingPage = Pick<Window, 'addEventListener' | 'removeEventListener'> & {
  document: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>
}

/** A person reads and types on meanwhile; what a sudden end may cost is this much of it. */
const pauseMs = 1_000

/** Reads the session. It never keeps a window from opening: without one, it begins at the Library. */
export async function readSession(client: Client): Promise<Restored> {
  try {
    const { session, gone } = await client.call('session.read', {})
    if (session === null) return nothingRestored
    const isHere = session.reading === null || !gone.includes(session.reading.articleId)
    return { session: { ...session, reading: isHere ? session.reading : null }, gone }
  } catch (thrown) {
    // What is wrong with the library says itself in the Library; a bug goes to the console.
    failureOf(thrown)
    return nothingRestored
  }
}

/** Goes where the session was, unless the address names a place already or its article is gone. */
export function restorePlace(
  page: Pick<Window, 'location' | 'history'>,
  { session, gone }: Restored,
): void {
  if (session === null || !['', '#'].includes(page.location.hash)) return
  const place = placeOf(session.place)
  if (place.place === 'reader' && gone.includes(place.articleId)) return
  page.history.replaceState(null, '', hashOf(place))
}

/** The session as it is now. */
export function sessionOf({ place, reading, library, filters, notes }: SessionParts): Session {
  return {
    place: hashOf(place.get()),
    reading: reading.get(),
    library: library.get(),
    filters: Object.fromEntries(
      Object.entries(filters).map(([name, filter]) => [name, filter.get()]),
    ),
    notes: [...notes.get()],
  }
}

/**
 * Writes the session after what changes it: at once where a place is left, a note is begun or closed,
 * or the window goes, else at most once in a while. Returns a function that stops.
 */
export function keepSession(client: Client, parts: SessionParts, page: LeavingPage): () => void {
  let written = JSON.stringify(sessionOf(parts))
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = (): void => {
    clearTimeout(timer)
    timer = undefined
    const session = sessionOf(parts)
    const text = JSON.stringify(session)
    if (text === written) return
    written = text
    client.call('session.write', session).catch((thrown: unknown) => {
      // The next change tries again; that the application is gone is said above every place.
      failureOf(thrown)
      written = ''
    })
  }
  const soon = (): void => {
    timer ??= setTimeout(write, pauseMs)
  }
  const onVisibility = (): void => {
    if (page.document.visibilityState === 'hidden') write()
  }
  const { place, reading, library, filters, notes } = parts
  // A note that was closed must not come back open, nor one that was begun be missing.
  let kept = notes.get().length
  const onNotes = (): void => {
    const before = kept
    kept = notes.get().length
    if (kept === before) soon()
    else write()
  }
  const stops = [
    place.subscribe(write),
    notes.subscribe(onNotes),
    ...[reading, library, ...Object.values(filters)].map((part) => part.subscribe(soon)),
  ]
  page.addEventListener('pagehide', write)
  page.document.addEventListener('visibilitychange', onVisibility)
  return () => {
    stops.forEach((stop) => stop())
    clearTimeout(timer)
    page.removeEventListener('pagehide', write)
    page.document.removeEventListener('visibilitychange', onVisibility)
  }
}
