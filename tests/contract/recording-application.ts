import { contract, type OperationName } from '../../shared/api/contract.ts'
import type { Announce } from '../../shared/api/events.ts'
import type { Application, Handlers } from '../../shared/api/serve.ts'

/** What a handler was given. */
export type Step = { signal: AbortSignal; progress: (value: unknown) => void }
/** What stands for a handler. */
export type Answer = (input: unknown, step: Step) => unknown

/** An application whose every handler keeps what reached it, and answers what a test says. */
export type RecordingApplication = Application & {
  calls: { name: OperationName; input: unknown; signal: AbortSignal }[]
  answer: Answer
  announce: Announce
  listeners(): number
}

/** Makes one; until a test says otherwise, a call that reaches a handler is a bug. */
export function recordingApplication(): RecordingApplication {
  const listeners = new Set<Announce>()
  const names = Object.keys(contract) as OperationName[]
  const handlers = names.map((name) => [
    name,
    async (input: unknown, step: Step): Promise<unknown> => {
      application.calls.push({ name, input, signal: step.signal })
      return application.answer(input, step)
    },
  ])
  const application: RecordingApplication = {
    calls: [],
    answer: () => {
      throw new Error('no answer was expected')
    },
    announce: (name, payload) => {
      for (const listener of listeners) listener(name, payload)
    },
    listeners: () => listeners.size,
    handlers: Object.fromEntries(handlers) as Handlers,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => Promise.resolve(),
  }
  return application
}
