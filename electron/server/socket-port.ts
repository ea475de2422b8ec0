import type { WebSocket } from 'ws'
import { decodeFrame, encodeFrame } from '../../shared/api/frame.ts'
import type { Port } from '../../shared/api/port.ts'

/** A port over one WebSocket. A frame that cannot be read ends the connection: it is not ours. */
export function socketPort(socket: WebSocket): Port {
  const listeners = new Set<(message: unknown) => void>()
  const closeListeners = new Set<() => void>()
  socket.on('message', (data, isBinary) => {
    let message: unknown
    try {
      if (!isBinary || !Buffer.isBuffer(data)) throw new Error('a text frame')
      message = decodeFrame(data)
    } catch {
      // Whatever sent this is not our client; the close code tells it so (RFC 6455: 1003).
      socket.close(1003, 'not a Pressmark frame')
      return
    }
    for (const listener of listeners) listener(message)
  })
  socket.on('close', () => {
    for (const listener of closeListeners) listener()
  })
  // An error is always followed by 'close', which is what ends the calls under way.
  socket.on('error', () => socket.terminate())
  return {
    send: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(encodeFrame(message))
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
