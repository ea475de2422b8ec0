import type { EventEmitter } from 'node:events'

/** Emits an event that listeners can prevent; answers whether one did. */
export function emitPreventable(
  emitter: EventEmitter,
  name: string,
  details: object = {},
  ...rest: unknown[]
): boolean {
  let isPrevented = false
  const event = { ...details, preventDefault: () => (isPrevented = true) }
  emitter.emit(name, event, ...rest)
  return isPrevented
}
