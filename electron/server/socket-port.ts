import type { WebSocket } from 'ws'
import { decodeFrame, encodeFrame } from '../../shared/api/frame.ts'
import type { Port } from '../../shared/api/port.ts'

/**
 * A port over one WebSocket. A frame that cannot be read ends the connection, at once and for good:
 * whoever sent it is not our client, and nothing that it sends after is heard.
 */
export function socketPort(socket: WebSocket): Port {
  const listeners = new Set<(message: unknown) => void>()
  const closeListeners = new Set<() => void>()
  let isOpen = true
  const end = (): void => {
    if (!isOpen) return
    isOpen = false
    for (const listener of closeListeners) listener()
  }
  socket.on('message', (data, isBinary) => {
    if (!isOpen) return
    let message: unknown
    try {
      if (!isBinary || !Buffer.isBuffer(data)) throw new Error('a text frame')
      message = decodeFrame(data)
    } catch {
      end()
      socket.close(1003, 'not a Pressmark frame') // RFC 6455: data that cannot be accepted
      return
    }
    for (const listener of listeners) listener(message)
  })
  socket.on('close', end)
  // An error is always followed by 'close', which is what ends the calls under way.
  socket.on('error', () => socket.terminate())
  return {
    send: (message) => {
      if (isOpen && socket.readyState === socket.OPEN) socket.send(encodeFrame(message))
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
}
