import type { Announce } from '../../shared/api/events.ts'
import type { createCapture } from '../capture/capture.ts'
import type { Library } from '../library/open-library.ts'
import type { Attempts } from './attempts.ts'
import type { HostTurns } from './host-turns.ts'
import type { Machine } from './machine-settings.ts'
import type { SessionFileStore } from './session-file.ts'

/** What the use cases have in common: the open library, the way to the web, this machine. */
export type AppContext = {
  library: Library
  capture: ReturnType<typeof createCapture>
  machine: Machine
  /** The attempts of this library; made with it, so null before its first write. */
  attempts(): Promise<Attempts | null>
  /** Where a person was in this library; null before its first write, as above. */
  session(): Promise<SessionFileStore | null>
  /** Notes of captures that are being made: closing waits for them, so that no address is lost. */
  notes: Set<Promise<unknown>>
  announce: Announce
  /** Whose turn it is to ask a site: captures and lists wait in one row. */
  hosts: HostTurns
  version: string
  /** Where a person is offered to put an export. */
  documentsFolder: string
  /** A library to try things in, not the researcher's own. */
  isSample: boolean
}
