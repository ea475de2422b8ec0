import { EventEmitter } from 'node:events'
import type { WebContents } from 'electron'
import { vi } from 'vitest'
import { serveWindow } from '../../electron/main/ipc-port.ts'
import { bridgePort } from '../../renderer/app/bridge-port.ts'
import type { Bridge } from '../../shared/api/bridge.ts'
import { createClient } from '../../shared/api/client.ts'
import type { Application } from '../../shared/api/serve.ts'
import { countingLeavers, until, type Wire } from './wire.ts'

/**
 * The desktop's wire in one process: the real preload, the page's own port and the real main side,
 * with a structured clone at each border and a turn of the event loop between them.
 *
 * No Chromium here, so that thousands of runs take seconds; tests/e2e/desktop/contract.spec.ts
 * drives the same table through a real page.
 */
export function openIpcWire(application: Application): Wire {
  const bugs: unknown[] = []
  const windows: FakeContents[] = []
  const counting = countingLeavers(application)
  return {
    bugs,
    connect: async () => {
      const contents = new FakeContents()
      windows.push(contents)
      serveWindow(contents as unknown as WebContents, counting.application, (bug) => bugs.push(bug))
      const port = bridgePort(await contents.load())
      const received: unknown[] = []
      port.onMessage((message) => received.push(message))
      return {
        client: createClient(port),
        port,
        received,
        drop: async () => {
          // The next document speaks, which is how main learns that this one is gone.
          const before = counting.left()
          const next = await contents.load()
          next.send({ kind: 'cancel', id: 0 })
          await until(() => counting.left() > before)
        },
      }
    },
    close: async () => {
      for (const contents of windows) contents.destroy()
    },
  }
}

/** A window's contents as main sees them, and the page in it: one document at a time. */
class FakeContents extends EventEmitter {
  ipc = new EventEmitter()
  mainFrame = { url: 'app://pressmark/' }
  private page = new EventEmitter()
  private gone = false

  isDestroyed(): boolean {
    return this.gone
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.gone) throw new TypeError('Object has been destroyed')
    const { page } = this
    const copy = structuredClone(args)
    setImmediate(() => page.emit(channel, {}, ...copy))
  }

  destroy(): void {
    this.gone = true
    this.page.removeAllListeners()
    this.emit('destroyed')
  }

  /** Loads a document: what the one before listened to is gone with it. */
  async load(): Promise<Bridge> {
    this.page.removeAllListeners()
    const page = new EventEmitter()
    this.page = page
    const exposed: { pressmark?: Bridge } = {}
    vi.doMock('electron', () => ({
      ipcRenderer: {
        send: (channel: string, ...args: unknown[]) => {
          const copy = structuredClone(args)
          setImmediate(() => {
            if (!this.gone) this.ipc.emit(channel, { senderFrame: this.mainFrame }, ...copy)
          })
        },
        on: page.on.bind(page),
        off: page.off.bind(page),
      },
      contextBridge: {
        exposeInMainWorld: (name: 'pressmark', api: Bridge) => {
          exposed[name] = acrossWorlds(api)
        },
      },
    }))
    vi.resetModules() // each document runs the preload anew
    await import('../../electron/preload/index.ts')
    if (exposed.pressmark === undefined) throw new Error('the preload exposed no bridge')
    return exposed.pressmark
  }
}

/** What the context bridge does to each call: values are cloned on their way, functions proxied. */
function acrossWorlds(api: Bridge): Bridge {
  return {
    shell: api.shell,
    send: (message) => api.send(structuredClone(message)),
    onMessage: (listener) => api.onMessage((message) => listener(structuredClone(message))),
  }
}
