import { vi } from 'vitest'
import type { Application } from '../../shared/api/serve.ts'
import { openIpcWire } from './ipc-wire.ts'
import { openSocketWire } from './socket-wire.ts'
import type { Wire } from './wire.ts'

/** Both real transports, by the names that tests are told under. */
export const everyWire: [string, (application: Application) => Wire | Promise<Wire>][] = [
  ['WebSocket', openSocketWire],
  ['Electron IPC', openIpcWire],
]

const asked = process.env['PRESSMARK_CONTRACT_RUNS']

// The stop for what hangs is meant for the usual number.
if (asked !== undefined) vi.setConfig({ testTimeout: 15 * 60_000 })

/** How many inputs a property tries; `npm run test:deep` asks for more by PRESSMARK_CONTRACT_RUNS. */
export function runsOr(usual: number): number {
  return asked === undefined ? usual : Number(asked)
}
