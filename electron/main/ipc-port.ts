import type { WebContents, WebFrameMain } from 'electron'
import { toAppChannel, toPageChannel } from '../../shared/api/bridge.ts'
import type { Port } from '../../shared/api/port.ts'
import { programEnds, serve, type Application } from '../../shared/api/serve.ts'
import { isAppUrl } from '../web/navigation.ts'

/** The near end of one document's wire. */
type Connection = { name: string; deliver(message: unknown): void; close(): void }

/**
 * Answers the calls of a window's page, for as long as the window lives.
 *
 * Each document that the window loads has a connection of its own, until the next one speaks or the page
 * is gone. Jobs go on without it; they are stopped with the window, since the app ends with that.
 */
export function serveWindow(
  contents: WebContents,
  application: Application,
  report: (bug: unknown) => void,
): void {
  const ending = new AbortController()
  let current: Connection | null = null
  const end = (): void => {
    current?.close()
    current = null
  }
  contents.ipc.on(toAppChannel, (event, name: unknown, message: unknown) => {
    // 17. Read once: a frame that navigates away is null the next time.
    const frame = event.senderFrame
    if (!isPage(frame, contents) || typeof name !== 'string') {
      report(new Error(`A message from ${frame?.url ?? 'a frame that is gone'} was refused.`))
      return
    }
    if (current?.name !== name) {
      end()
      current = connect(name, contents, { application, ending: ending.signal }, report)
    }
    current?.deliver(message)
  })
  contents.on('render-process-gone', end)
  contents.on('destroyed', () => {
    end()
    ending.abort(programEnds())
  })
}

/** Only the page itself is heard: no frame in it, and nothing that it might have navigated to. */
function isPage(frame: WebFrameMain | null, contents: WebContents): boolean {
  return frame !== null && frame === contents.mainFrame && isAppUrl(frame.url)
}

function connect(
  name: string,
  contents: WebContents,
  { application, ending }: { application: Application; ending: AbortSignal },
  report: (bug: unknown) => void,
): Connection {
  const listeners = new Set<(message: unknown) => void>()
  const closeListeners = new Set<() => void>()
  const port: Port = {
    send: (message) => {
      if (!contents.isDestroyed()) contents.send(toPageChannel, name, message)
    },
    onMessage: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onClose: (listener) => {
      closeListeners.add(listener)
      return () => closeListeners.delete(listener)
    },
  }
  serve(application, port, report, ending)
  return {
    name,
    deliver: (message) => listeners.forEach((listener) => listener(message)),
    close: () => closeListeners.forEach((listener) => listener()),
  }
}
