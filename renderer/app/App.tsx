import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Client } from '../../shared/api/client.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { bindKeys } from '../commands/keymap.ts'
import { Library } from '../features/library/Library.tsx'
import { WindowIntake } from '../features/library/WindowIntake.tsx'
import { Reader } from '../features/reader/Reader.tsx'
import { FirstMinute } from '../features/start/FirstMinute.tsx'
import { useStore } from '../stores/store.ts'
import { LiveRegion } from '../ui/LiveRegion.tsx'
import styles from './App.module.css'
import { createStores, type Stores } from './create-stores.ts'
import { LostConnection } from './LostConnection.tsx'
import { Rail } from './Rail.tsx'

/** The whole window over a client: the rail, the place that is open, what can befall both. */
export function App({ client }: { client: Client }) {
  const [stores] = useState(() => createStores(client))
  useEffect(() => stores.start(), [stores])
  const { library, captures, intake, location } = stores
  const place = useStore(location.place)
  const connection = useStore(stores.connection.state)
  const [lastRead, setLastRead] = useState<Id | null>(null)
  const reading = place.place === 'reader' ? place.articleId : null
  if (reading !== null && reading !== lastRead) setLastRead(reading)
  useOtherLibrary(client, stores, () => setLastRead(null))
  useSampleStory(stores)
  const toLibrary = useCallback(() => location.go({ place: 'library' }), [location])
  useEffect(() => {
    const toBox = (): void => {
      toLibrary()
      intake.wantBox(true)
    }
    return bindKeys(window, { 'address.focus': toBox })
  }, [intake, toLibrary])
  return (
    <div className={styles.window}>
      {connection === 'lost' ? <LostConnection /> : null}
      <Rail place={place} lastRead={lastRead} />
      <div className={styles.place}>
        <FirstMinute client={client} library={library} />
        {reading === null ? (
          <Library
            library={library}
            captures={captures}
            intake={intake}
            lastRead={lastRead}
            onOpen={(articleId) => location.go({ place: 'reader', articleId })}
          />
        ) : (
          <Reader key={reading} client={client} articleId={reading} onLeave={toLibrary} />
        )}
      </div>
      <WindowIntake intake={intake} onTaken={toLibrary} />
      <LiveRegion />
    </div>
  )
}

/** When another library was opened, what was open belongs to the last one. */
function useOtherLibrary(client: Client, { location }: Stores, forget: () => void): void {
  const onOpened = useEffectEvent(() => {
    forget()
    location.go({ place: 'library' })
  })
  useEffect(() => client.on('library.opened', onOpened), [client])
}

/** The sample opens at its story, once: text to read, not a list of one. */
function useSampleStory({ library, location }: Stores): void {
  const { info, articles } = useStore(library.state)
  const story = info?.isSample === true ? articles[0]?.row.id : undefined
  const isShown = useRef(false)
  useEffect(() => {
    if (story === undefined || isShown.current) return
    isShown.current = true
    if (location.place.get().place === 'library') location.go({ place: 'reader', articleId: story })
  }, [story, location])
}
