import { useCallback, useEffect, useState } from 'react'
import type { Client } from '../../shared/api/client.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { bindKeys } from '../commands/keymap.ts'
import { Library } from '../features/library/Library.tsx'
import { WindowIntake } from '../features/library/WindowIntake.tsx'
import { Reader } from '../features/reader/Reader.tsx'
import { useStore } from '../stores/store.ts'
import { LiveRegion } from '../ui/LiveRegion.tsx'
import styles from './App.module.css'
import { createStores } from './create-stores.ts'
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
