import type { Client } from '../../shared/api/client.ts'
import { createIntake, type Intake } from '../features/library/intake.ts'
import { createCaptures, type Captures } from '../stores/captures.ts'
import { createConnection, type Connection } from '../stores/connection.ts'
import { createLibraryStore, type LibraryStore } from '../stores/library-store.ts'
import { createLocation, type Location } from '../stores/location.ts'

/** What the places of one window share. `start` begins to follow the application, or stops. */
export type Stores = {
  connection: Connection
  library: LibraryStore
  captures: Captures
  intake: Intake
  location: Location
  start(): () => void
}

/** Makes the stores of a window around its client. */
export function createStores(client: Client): Stores {
  const connection = createConnection(client)
  const library = createLibraryStore(client)
  const captures = createCaptures(client, library)
  const intake = createIntake(captures)
  const location = createLocation(window)
  return {
    connection,
    library,
    captures,
    intake,
    location,
    start() {
      const stops = [connection, library, location].map((store) => store.start())
      return () => stops.forEach((stop) => stop())
    },
  }
}
