import { AppError } from '../errors.ts'
import {
  type Input,
  type JobName,
  type OperationName,
  type Output,
  type Progress,
} from './contract.ts'
import { events, type EventName, type EventPayload } from './events.ts'
import { Message, type Port } from './port.ts'
import { Failure, toAppError } from './result.ts'

/** How a call can be followed and stopped. */
export type CallOptions<Name extends OperationName> = {
  signal?: AbortSignal
  onProgress?: Name extends JobName ? (value: Progress<Name>) => void : never
}

/** The typed other end of a port: a failure is thrown as the {@link AppError} it was. */
export type Client = {
  call<Name extends OperationName>(
    name: Name,
    input: Input<Name>,
    options?: CallOptions<Name>,
  ): Promise<Output<Name>>
  /** Returns a function that unsubscribes. */
  on<Name extends EventName>(
    name: Name,
    listener: (payload: EventPayload<Name>) => void,
  ): () => void
  onClose(listener: () => void): () => void
}

type Pending = {
  name: OperationName
  settle(result: unknown): void
  progress(value: unknown): void
  lose(): void
}

/** Makes a client of a port. Calls under way when the port closes fail with `connection-lost`. */
export function createClient(port: Port): Client {
  const pending = new Map<number, Pending>()
  const listeners = new Map<EventName, Set<(payload: never) => void>>()
  let lastId = 0
  let isClosed = false
  port.onMessage((raw) => {
    const message = Message.safeParse(raw)
    if (!message.success) return
    deliver(message.data, pending, listeners)
  })
  port.onClose(() => {
    isClosed = true
    for (const call of pending.values()) call.lose()
    pending.clear()
  })
  return {
    call(name, input, options = {}) {
      if (isClosed) return Promise.reject(connectionLost())
      if (options.signal?.aborted === true) return Promise.reject(stoppedBeforeStart())
      lastId += 1
      return start(port, pending, lastId, name, input, options)
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set)
      set.add(listener)
      return () => set.delete(listener)
    },
    onClose: (listener) => port.onClose(listener),
  }
}

function start<Name extends OperationName>(
  port: Port,
  pending: Map<number, Pending>,
  id: number,
  name: Name,
  input: Input<Name>,
  options: CallOptions<Name>,
): Promise<Output<Name>> {
  return new Promise((resolve, reject) => {
    const onProgress = options.onProgress as ((value: unknown) => void) | undefined
    const cancel = (): void => port.send({ kind: 'cancel', id })
    const unfollow = (): void => options.signal?.removeEventListener('abort', cancel)
    pending.set(id, {
      name,
      settle(result) {
        unfollow()
        const outcome = readResult(name, result)
        if (outcome.ok) resolve(outcome.value)
        else reject(outcome.error)
      },
      progress: (value) => onProgress?.(value),
      lose() {
        unfollow()
        reject(connectionLost())
      },
    })
    try {
      port.send({ kind: 'call', id, operation: name, input })
    } catch (cause) {
      pending.delete(id)
      reject(cause instanceof AppError ? cause : notSent(name, cause))
      return
    }
    options.signal?.addEventListener('abort', cancel, { once: true })
  })
}

function deliver(
  message: Message,
  pending: Map<number, Pending>,
  listeners: Map<EventName, Set<(payload: never) => void>>,
): void {
  if (message.kind === 'progress') pending.get(message.id)?.progress(message.value)
  if (message.kind === 'reply') {
    const call = pending.get(message.id)
    pending.delete(message.id)
    call?.settle(message.result)
  }
  if (message.kind === 'event' && isEvent(message.name)) {
    const payload = events[message.name].safeParse(message.payload)
    if (!payload.success) return
    for (const listener of listeners.get(message.name) ?? []) listener(payload.data as never)
  }
}

function readResult<Name extends OperationName>(
  name: Name,
  result: unknown,
): { ok: true; value: Output<Name> } | { ok: false; error: AppError } {
  if (typeof result === 'object' && result !== null && 'ok' in result) {
    if (result.ok === true && 'value' in result)
      return { ok: true, value: result.value as Output<Name> }
    const failure = 'error' in result ? Failure.safeParse(result.error) : undefined
    if (failure?.success === true) return { ok: false, error: toAppError(failure.data) }
  }
  return {
    ok: false,
    error: new AppError(
      'internal',
      `Pressmark answered “${name}” in a way this window cannot read.`,
    ),
  }
}

function isEvent(name: string): name is EventName {
  return Object.hasOwn(events, name)
}

function stoppedBeforeStart(): AppError {
  return new AppError('cancelled', 'Stopped before it began. Nothing was changed.')
}

function notSent(name: OperationName, cause: unknown): AppError {
  return new AppError(
    'invalid-input',
    `“${name}” was called with something that cannot be sent. Nothing was changed.`,
    { cause },
  )
}

function connectionLost(): AppError {
  return new AppError(
    'connection-lost',
    'The window lost its connection to Pressmark. What was saved is saved; reload to go on.',
  )
}
