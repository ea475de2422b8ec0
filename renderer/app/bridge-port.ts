import type { Bridge } from '../../shared/api/bridge.ts'
import type { Port } from '../../shared/api/port.ts'

declare global {
  interface Window {
    /** There in the desktop's window only. */
    readonly pressmark?: Bridge
  }
}

/** The desktop's wire as a port. It never closes under the page: it ends with the window. */
export function bridgePort(bridge: Bridge): Port {
  return {
    send: (message) => bridge.send(message),
    onMessage: (listener) => bridge.onMessage(listener),
    onClose: () => () => undefined,
  }
}
