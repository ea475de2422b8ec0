import type { Handlers } from '../../shared/api/serve.ts'
import { withWakefulThreads } from '../system/wake-threads.ts'

type Handler = (input: unknown, context: unknown) => Promise<unknown>

/** The same operations, each with threads kept awake while it is under way. */
export function withWakefulCalls(handlers: Handlers): Handlers {
  const calls = Object.entries(handlers).map(([name, handler]) => {
    const call = handler as Handler
    return [name, (...given: Parameters<Handler>) => withWakefulThreads(call(...given))]
  })
  return Object.fromEntries(calls) as Handlers
}
