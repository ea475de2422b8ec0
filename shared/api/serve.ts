import { AppError } from '../errors.ts'
import {
  contract,
  type Input,
  type JobName,
  type OperationName,
  type Output,
  type Progress,
} from './contract.ts'
import { events, type Announce, type EventName, type EventPayload } from './events.ts'
import { Message, type Port } from './port.ts'
import { toFailure, type Result } from './result.ts'

/** What a handler may use besides its input. */
export type CallContext<Name extends OperationName> = {
  signal: AbortSignal
  progress: Name extends JobName ? (value: Progress<Name>) => void : never
}

/** One use case for each operation of the contract. */
export type Handlers = {
  [Name in OperationName]: (input: Input<Name>, context: CallContext<Name>) => Promise<Output<Name>>
}

/** The application as a shell sees it. `subscribe` returns a function that unsubscribes. */
export type Application = {
  handlers: Handlers
  subscribe(listener: Announce): () => void
  close(): Promise<void>
}

/**
 * Runs one operation: input parsed, handler called, output parsed, whatever happens a `Result`.
 *
 * Garbage gives `invalid-input` and never reaches the handler. Bugs go whole to `report`.
 */
export async function run<Name extends OperationName>(
  handlers: Handlers,
  name: Name,
  input: unknown,
  context: { signal: AbortSignal; progress: (value: unknown) => void },
  report: (bug: unknown) => void,
): Promise<Result<Output<Name>>> {
  try {
    const parsed = contract[name].input.safeParse(input)
    if (!parsed.success) throw invalidInput(name, parsed.error.issues)
    context.signal.throwIfAborted()
    const handler = handlers[name] as (input: unknown, context: unknown) => Promise<unknown>
    const output = await handler(parsed.data, context)
    return { ok: true, value: contract[name].output.parse(output) as Output<Name> }
  } catch (thrown) {
    const cancelled = context.signal.aborted && !(thrown instanceof AppError)
    const failure = cancelled ? new AppError('cancelled', 'Stopped. Nothing was changed.') : thrown
    return { ok: false, error: toFailure(failure, report) }
  }
}

/** Answers the calls of one port until it closes; returns a function that stops at once. */
export function serve(
  application: Application,
  port: Port,
  report: (bug: unknown) => void,
): () => void {
  const running = new Map<number, AbortController>()
  const unsubscribeEvents = application.subscribe((name, payload) => {
    port.send({ kind: 'event', name, payload: checkedPayload(name, payload) })
  })
  const answer = async (message: Extract<Message, { kind: 'call' }>): Promise<void> => {
    const { id, operation, input } = message
    const controller = new AbortController()
    if (running.has(id)) return
    running.set(id, controller)
    const result = isOperation(operation)
      ? await run(
          application.handlers,
          operation,
          input,
          {
            signal: controller.signal,
            progress: (value) => {
              if (running.has(id)) port.send({ kind: 'progress', id, value })
            },
          },
          report,
        )
      : { ok: false, error: toFailure(unknownOperation(), report) }
    if (!running.delete(id)) return
    port.send({ kind: 'reply', id, result })
  }
  const unsubscribeMessages = port.onMessage((raw) => {
    const message = Message.safeParse(raw)
    if (!message.success) return
    if (message.data.kind === 'call') answer(message.data).catch(report)
    if (message.data.kind === 'cancel') running.get(message.data.id)?.abort()
  })
  const stop = (): void => {
    unsubscribeMessages()
    unsubscribeEvents()
    const controllers = [...running.values()]
    running.clear()
    for (const controller of controllers) controller.abort()
  }
  port.onClose(stop)
  return stop
}

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(contract, name)
}

function checkedPayload<Name extends EventName>(name: Name, payload: EventPayload<Name>): unknown {
  return events[name].parse(payload)
}

function unknownOperation(): AppError {
  return new AppError('invalid-input', 'Pressmark knows no such operation; nothing was changed.')
}

function invalidInput(
  name: string,
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
): AppError {
  const [issue] = issues
  const place = issue === undefined ? '' : issue.path.map(String).join('.')
  const what = issue === undefined ? '' : ` (${place === '' ? '' : `${place}: `}${issue.message})`
  return new AppError(
    'invalid-input',
    `“${name}” was called with something it cannot take${what}. Nothing was changed.`,
  )
}
