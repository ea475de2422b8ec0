import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Client } from '../../shared/api/client.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { bindKeys } from '../commands/keymap.ts'
import { register } from '../commands/registry.ts'
import { WindowIntake } from '../features/library/WindowIntake.tsx'
import { FirstMinute } from '../features/start/FirstMinute.tsx'
import type { Place } from '../stores/location.ts'
import type { Restored } from '../stores/session.ts'
import { useStore } from '../stores/store.ts'
import { LiveRegion } from '../ui/LiveRegion.tsx'
import { useActivity } from './activity.tsx'
import styles from './App.module.css'
import { useCollecting } from './collecting.tsx'
import { useCommanding } from './commanding.tsx'
import { createStores, type Stores } from './create-stores.ts'
import { intoPlace } from './into-place.ts'
import { keepFocus } from './keep-focus.ts'
import { LostConnection } from './LostConnection.tsx'
import { useOutsideLinks } from './OutsideLink.tsx'
import { PlaceView } from './PlaceView.tsx'
import { Rail } from './Rail.tsx'
import { followMenu } from './system-menu.ts'
import { useTagging } from './tagging.tsx'
import { bindUndo } from './undoing.ts'
import { UnsavedNotes } from './UnsavedNotes.tsx'
import { useVerifyCommand } from './verifying.ts'

/** The whole window over a client: the rail, the place that is open, what can befall both. */
export function App({ client, restored }: { client: Client; restored?: Restored }) {
  const [stores] = useState(() => createStores(client, restored))
  useEffect(() => stores.start(), [stores])
  useEffect(() => keepFocus(window), [])
  useEffect(() => bindUndo(stores.undo), [stores])
  const { layer, openPalette, closeLayer } = useCommanding(client, stores)
  useEffect(() => followMenu(client, stores, window, closeLayer), [client, stores, closeLayer])
  const { library, intake, location } = stores
  const place = useStore(location.place)
  const connection = useStore(stores.connection.state)
  const [last, setLast] = useState<LastRead>(() => ({
    ...nothingRead,
    articleId: stores.reading.get()?.articleId ?? null,
  }))
  const reading = lastReadOf(place, last)
  if (reading !== last) setLast(reading)
  useOtherLibrary(client, stores, () => setLast(nothingRead))
  useSampleStory(stores, restored?.session === undefined || restored.session === null)
  const go = useCallback(
    (next: Exclude<Place, { place: 'reader' }>) => {
      intoPlace(location.place.get().place === next.place)
      location.go(next)
    },
    [location],
  )
  const toLibrary = useCallback(() => go({ place: 'library' }), [go])
  useEffect(() => {
    const toBox = (): void => {
      toLibrary()
      intake.wantBox(true)
    }
    return bindKeys(window, {
      'address.focus': toBox,
      'place.library': toLibrary,
      'place.passages': () => go({ place: 'passages' }),
      'place.export': () => go({ place: 'export' }),
    })
  }, [intake, go, toLibrary])
  useVerifyCommand(stores)
  useReaderCommand(location, place.place === 'reader' ? null : last.articleId)
  const { collect, picker } = useCollecting(stores.collections, place)
  const { tag, tagPicker } = useTagging(client, stores, place)
  const activity = useActivity(stores)
  const outsideLink = useOutsideLinks()
  return (
    <div className={styles.window}>
      <div className={styles.banners}>
        {connection === 'lost' ? <LostConnection /> : null}
        <UnsavedNotes notes={stores.unsaved} />
      </div>
      <Rail place={place} lastRead={last.articleId} activity={activity.item} onFind={openPalette} />
      <div className={styles.place}>
        <FirstMinute client={client} library={library} />
        <PlaceView
          client={client}
          stores={stores}
          place={place}
          last={last}
          onCollect={collect}
          onTag={tag}
          onLeave={toLibrary}
        />
      </div>
      {picker}
      {tagPicker}
      {activity.tray}
      {layer}
      {outsideLink}
      <WindowIntake intake={intake} onTaken={toLibrary} />
      <LiveRegion />
    </div>
  )
}

type LastRead = { articleId: Id | null; annotationId: Id | null }

const nothingRead: LastRead = { articleId: null, annotationId: null }

/** The article that is open or was last, and the passage that it was opened at; the same value if the same. */
function lastReadOf(place: Place, last: LastRead): LastRead {
  if (place.place !== 'reader') return last
  const { articleId, annotationId = last.annotationId } = place
  const isSame = articleId === last.articleId && annotationId === last.annotationId
  return isSame ? last : { articleId, annotationId }
}

/** The article that was open last is one command away, as in the rail; null: it is open, or there is none. */
function useReaderCommand(location: Stores['location'], articleId: Id | null): void {
  useEffect(() => {
    if (articleId === null) return undefined
    return register({ 'place.reader': () => location.go({ place: 'reader', articleId }) })
  }, [location, articleId])
}

/** When another library was opened, what was open belongs to the last one. */
function useOtherLibrary(client: Client, stores: Stores, forget: () => void): void {
  const { location } = stores
  const onOpened = useEffectEvent(() => {
    stores.forget()
    forget()
    location.go({ place: 'library' })
  })
  useEffect(() => client.on('library.opened', onOpened), [client])
}

/** The sample opens at its story, at its first start: text to read, not a list of one. */
function useSampleStory({ library, location }: Stores, isFirst: boolean): void {
  const { info, articles } = useStore(library.state)
  const story = info?.isSample === true ? articles[0]?.row.id : undefined
  const isShown = useRef(!isFirst)
  useEffect(() => {
    if (story === undefined || isShown.current) return
    isShown.current = true
    if (location.place.get().place === 'library') location.go({ place: 'reader', articleId: story })
  }, [story, location])
}
