import { channel } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

/** What undici publishes when it has put a request's head together, and just before it is written. */
type Published = { headers: string; socket: Socket }

const heads = new WeakMap<Socket, string>()

// The library says on this documented channel what it is about to send, so that the evidence holds
// the request as it was, not as we believe that it was.
channel('undici:client:sendHeaders').subscribe((message) => {
  const { headers, socket } = message as Published
  heads.set(socket, headers)
})

/** The head of the last request that was written to a connection; null where none was. */
export function sentHead(socket: Socket): string | null {
  return heads.get(socket) ?? null
}
