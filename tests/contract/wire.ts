import type { Client } from '../../shared/api/client.ts'
import type { Port } from '../../shared/api/port.ts'
import type { Application } from '../../shared/api/serve.ts'

/** A window: its client, the port under it, and every message that reached it, in order. */
export type Window = {
  client: Client
  port: Port
  received: unknown[]
  /**
   * Breaks the connection without a word (the socket is cut, the page is reloaded); fulfilled once the
   * far end knows.
   */
  drop(): Promise<void>
}

/** One of the real transports with an application at its far end. */
export type Wire = {
  /** One at a time. */
  connect(): Promise<Window>
  /** What the far end reported as bugs. */
  bugs: unknown[]
  close(): Promise<void>
}

/** Fulfilled once `holds` does; the suite's own time limit is the only one. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await turn()
}

/** One turn of the event loop, timers and sockets included. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** An application that tells how many windows have left it. */
export function countingLeavers(application: Application): {
  application: Application
  left(): number
} {
  let left = 0
  const subscribe: Application['subscribe'] = (listener) => {
    const unsubscribe = application.subscribe(listener)
    return () => {
      left += 1
      unsubscribe()
    }
  }
  return { application: { ...application, subscribe }, left: () => left }
}
