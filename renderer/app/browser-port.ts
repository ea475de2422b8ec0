import { decodeFrame, encodeFrame } from '../../shared/api/frame.ts'
import type { Port } from '../../shared/api/port.ts'

/** Opens the socket at `url` and answers its port once it is open; rejects when it is refused. */
export function openSocketPort(url: string): Promise<Port> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    socket.binaryType = 'arraybuffer'
    const refuse = (): void => reject(new Error('the socket was refused'))
    socket.addEventListener('close', refuse, { once: true })
    socket.addEventListener(
      'open',
      () => {
        socket.removeEventListener('close', refuse)
        resolve(portOf(socket))
      },
      { once: true },
    )
  })
}

function portOf(socket: WebSocket): Port {
  return {
    send: (message) => socket.send(encodeFrame(message)),
    onMessage(listener) {
      const receive = ({ data }: MessageEvent<unknown>): void => {
        if (data instanceof ArrayBuffer) listener(decodeFrame(new Uint8Array(data)))
      }
      socket.addEventListener('message', receive)
      return () => socket.removeEventListener('message', receive)
    },
    onClose(listener) {
      socket.addEventListener('close', listener)
      return () => socket.removeEventListener('close', listener)
    },
  }
}
