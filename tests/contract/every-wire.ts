import { afterAll, beforeAll, vi } from 'vitest'
import type { Application } from '../../shared/api/serve.ts'
import { openIpcWire } from './ipc-wire.ts'
import { recordingApplication, type RecordingApplication } from './recording-application.ts'
import { openSocketWire } from './socket-wire.ts'
import type { Window, Wire } from './wire.ts'

/** Both real transports, by the names that tests are told under. */
export const everyWire: [string, (application: Application) => Wire | Promise<Wire>][] = [
  ['WebSocket', openSocketWire],
  ['Electron IPC', openIpcWire],
]

/** What the tests of one transport are told over: one application, one wire, one window. */
export type GivenWire = { application: RecordingApplication; wire: Wire; window: Window }

/** Opens a wire before the tests of a block and closes it after them. */
export function givenWire(open: (application: Application) => Wire | Promise<Wire>): GivenWire {
  const given = {} as GivenWire
  beforeAll(async () => {
    given.application = recordingApplication()
    given.wire = await open(given.application)
    given.window = await given.wire.connect()
  })
  afterAll(() => given.wire.close())
  return given
}

const asked = process.env['PRESSMARK_CONTRACT_RUNS']

// The stop for what hangs is meant for the usual number.
if (asked !== undefined) vi.setConfig({ testTimeout: 15 * 60_000 })

/** How many inputs a property tries; `npm run test:deep` asks for more by PRESSMARK_CONTRACT_RUNS. */
export function runsOr(usual: number): number {
  return asked === undefined ? usual : Number(asked)
}
