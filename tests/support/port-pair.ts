import type { Message, Port } from '../../shared/api/port.ts'

/** Two ends of a wire in one process; messages are cloned on their way, as every real wire does. */
export function portPair(): { near: Port; far: Port; close: () => void } {
  const near = end()
  const far = end()
  return {
    near: near.port(far),
    far: far.port(near),
    close: () => {
      near.close()
      far.close()
    },
  }
}

type End = {
  port(other: End): Port
  deliver(message: Message): void
  close(): void
}

function end(): End {
  const listeners = new Set<(message: unknown) => void>()
  const closeListeners = new Set<() => void>()
  let isOpen = true
  const self: End = {
    port: (other) => ({
      send: (message) => {
        const copy = structuredClone(message)
        queueMicrotask(() => other.deliver(copy))
      },
      onMessage: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      onClose: (listener) => {
        closeListeners.add(listener)
        return () => closeListeners.delete(listener)
      },
    }),
    deliver: (message) => {
      if (!isOpen) return
      for (const listener of listeners) listener(message)
    },
    close: () => {
      isOpen = false
      for (const listener of closeListeners) listener()
    },
  }
  return self
}
