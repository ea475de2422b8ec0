import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newId } from '../../shared/domain/ids.ts'
import type { DraftNote, PlainFilter, ReadingPlace, Session } from '../../shared/domain/session.ts'
import { inMemoryLibrary, type InMemoryLibrary } from '../../tests/support/in-memory-library.ts'
import type { Place } from './location.ts'
import { keepSession, readSession, restorePlace, sessionOf, type SessionParts } from './session.ts'
import { createStore } from './store.ts'
import { createUnsavedNotes, notesToKeep } from './unsaved-notes.ts'

const articleId = newId()
const reading: ReadingPlace = {
  articleId,
  versionId: newId(),
  isLatest: true,
  block: 4,
  offset: 812,
}
const note: DraftNote = {
  articleId,
  versionId: reading.versionId,
  articleTitle: 'The gate that nobody mended',
  annotationId: null,
  passage: { start: 3, end: 9 },
  saved: '',
  text: 'Who signed',
  sentence: null,
}
const session: Session = {
  place: `#/article/${articleId}`,
  reading,
  library: null,
  filters: {},
  notes: [note],
}

let library: InMemoryLibrary

beforeEach(() => {
  library = inMemoryLibrary()
})
afterEach(() => {
  vi.useRealTimers()
  library.close()
})

/** The stores of a window, and the page that it is. */
function windowAt(place: Place) {
  const unsaved = createUnsavedNotes()
  const parts = {
    place: createStore<Place>(place),
    reading: createStore<ReadingPlace | null>(null),
    library: createStore<Session['library']>(null),
    filters: { passages: createStore<PlainFilter>({ words: '' }) },
    notes: notesToKeep(unsaved),
  } satisfies SessionParts
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' as const })
  const page = Object.assign(new EventTarget(), { document })
  return { unsaved, parts, page }
}

/** An address and a history that remembers where it was put. */
function pageAt(hash: string) {
  const page = { location: { hash }, history: { replaceState: vi.fn() } }
  return page as typeof page & Pick<Window, 'location' | 'history'>
}

describe('a session that is kept', () => {
  it('is written a moment after the paragraph changed, once for many changes', async () => {
    vi.useFakeTimers()
    const { parts, page } = windowAt({ place: 'library' })
    const stop = keepSession(library.client, parts, page)
    for (const block of [1, 2, 3, 4]) parts.reading.set({ ...reading, block })
    expect(library.sessions).toEqual([])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(library.sessions).toEqual([sessionOf(parts)])
    expect(library.sessions[0]?.reading?.block).toBe(4)
    stop()
  })

  it.each([
    ['the place is left', ({ parts }) => parts.place.set({ place: 'passages' })],
    ['the window goes', ({ page }) => page.dispatchEvent(new Event('pagehide'))],
    ['a note is begun', ({ unsaved }) => unsaved.open.set(note)],
  ] satisfies [string, (at: ReturnType<typeof windowAt>) => unknown][])(
    'is written at once when %s',
    async (_what, leave) => {
      vi.useFakeTimers()
      const at = windowAt({ place: 'reader', articleId })
      const stop = keepSession(library.client, at.parts, at.page)
      at.parts.reading.set(reading)
      leave(at)
      await vi.advanceTimersByTimeAsync(0)
      expect(library.sessions.at(-1)?.reading).toEqual(reading)
      await vi.advanceTimersByTimeAsync(5_000)
      expect(library.sessions).toHaveLength(1)
      stop()
    },
  )

  it('is not written where nothing changed, so that another window’s word stays', async () => {
    vi.useFakeTimers()
    const { parts, page } = windowAt({ place: 'library' })
    const stop = keepSession(library.client, parts, page)
    page.dispatchEvent(new Event('pagehide'))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(library.sessions).toEqual([])
    stop()
  })

  it('holds the note that is being written beside those that wait, each article once', () => {
    const { parts, unsaved } = windowAt({ place: 'reader', articleId })
    const other = { ...note, articleId: newId(), sentence: 'The disk is full.' }
    unsaved.keep(other)
    unsaved.open.set({ ...note, text: '', saved: '' })
    expect(sessionOf(parts).notes).toEqual([other])
    unsaved.open.set(note)
    unsaved.keep({ ...note, text: 'Who' })
    expect(sessionOf(parts).notes).toEqual([other, note])
  })

  it('is tried again with the next change when it could not be written', async () => {
    vi.useFakeTimers()
    const { parts, page } = windowAt({ place: 'library' })
    const stop = keepSession(library.client, parts, page)
    library.sessionFailure = new Error('no way')
    const told = vi.spyOn(console, 'error').mockReturnValue(undefined)
    parts.place.set({ place: 'export' })
    await vi.advanceTimersByTimeAsync(0)
    library.sessionFailure = null
    page.dispatchEvent(new Event('pagehide'))
    await vi.advanceTimersByTimeAsync(0)
    expect(library.sessions.map(({ place }) => place)).toEqual(['#/export'])
    told.mockRestore()
    stop()
  })
})

describe('a session that is restored', () => {
  it('leads to its place where the address names none', () => {
    const page = pageAt('')
    restorePlace(page, { session, gone: [] })
    expect(page.history.replaceState).toHaveBeenCalledWith(null, '', session.place)
  })

  it('gives way to a place in the address, and to an article that is gone', () => {
    for (const [hash, gone] of [
      ['#/passages', []],
      ['', [articleId]],
    ] as const) {
      const page = pageAt(hash)
      restorePlace(page, { session, gone: [...gone] })
      expect(page.history.replaceState).not.toHaveBeenCalled()
    }
  })

  it('leads nowhere that is no place of this window', () => {
    const page = pageAt('')
    restorePlace(page, { session: { ...session, place: 'https://elsewhere.example/' }, gone: [] })
    expect(page.history.replaceState).toHaveBeenCalledWith(null, '', '#/')
  })

  it('forgets the paragraph of an article that is gone', async () => {
    library.sessions.push(session)
    expect((await readSession(library.client)).session?.reading).toEqual(reading)
    library.goneArticles = [articleId]
    expect((await readSession(library.client)).session?.reading).toBeNull()
  })

  it('is nothing where it cannot be read: the window opens all the same', async () => {
    library.sessionFailure = new Error('no way')
    const told = vi.spyOn(console, 'error').mockReturnValue(undefined)
    expect(await readSession(library.client)).toEqual({ session: null, gone: [] })
    told.mockRestore()
  })

  it('keeps the words of a note whose article is gone, and lets go of one that was saved', () => {
    const saved = { ...note, articleId: newId(), saved: 'All of it', text: 'All of it' }
    const notes = createUnsavedNotes([note, saved], [articleId, saved.articleId])
    expect(notes.store.get()).toEqual([note])
    expect(notes.gone.has(articleId)).toBe(true)
  })
})
