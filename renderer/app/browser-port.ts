import { decodeFrame, encodeFrame, maxFrameBytes } from '../../shared/api/frame.ts'
import type { Port } from '../../shared/api/port.ts'
import { AppError } from '../../shared/errors.ts'

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
    send(message) {
      const frame = encodeFrame(message)
      // The server would hang up on it, and with it on everything else that is under way.
      if (frame.length > maxFrameBytes) throw tooBig()
      socket.send(frame)
    },
    onMessage(listener) {
      const receive = ({ data }: MessageEvent<unknown>): void => {
        const message = readOrHangUp(socket, data)
        if (message !== null) listener(message.value)
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

/** A frame that cannot be read may have been an answer: whoever waits for it learns that it is lost. */
function readOrHangUp(socket: WebSocket, data: unknown): { value: unknown } | null {
  try {
    if (!(data instanceof ArrayBuffer)) throw new TypeError('a text frame')
    return { value: decodeFrame(new Uint8Array(data)) }
  } catch {
    socket.close(4_003, 'not a Pressmark frame')
    return null
  }
}

function tooBig(): AppError {
  const megabytes = maxFrameBytes / 1024 / 1024
  return new AppError(
    'too-big',
    `That is larger than the ${megabytes} MB that Pressmark can take in one piece. Nothing was sent or changed.`,
  )
}
