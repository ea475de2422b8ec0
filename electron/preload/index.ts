import { contextBridge, ipcRenderer } from 'electron'
import { toAppChannel, toPageChannel, type Bridge } from '../../shared/api/bridge.ts'

/** Names this document: after a reload, what was meant for the one before finds nobody. */
const connection = crypto.randomUUID()

// Only messages cross, never an event or ipcRenderer: either would hand the page every channel.
const bridge: Bridge = {
  shell: 'desktop',
  send: (message) => ipcRenderer.send(toAppChannel, connection, message),
  onMessage: (listener) => {
    const receive = (_event: unknown, to: unknown, message: unknown): void => {
      if (to === connection) listener(message)
    }
    ipcRenderer.on(toPageChannel, receive)
    return () => {
      ipcRenderer.off(toPageChannel, receive)
    }
  },
}

contextBridge.exposeInMainWorld('pressmark', bridge)
