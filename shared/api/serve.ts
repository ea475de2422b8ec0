import { z } from 'zod'
import { AppError } from '../errors.ts'
import {
  contract,
  type Input,
  type JobName,
  type OperationName,
  type Output,
  type Progress,
} from './contract.ts'
import { events, type Announce } from './events.ts'
import { invalidInput } from './invalid-input.ts'
import { isPlainData } from './plain-data.ts'
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
  const { signal } = context
  try {
    const parsed = contract[name].input.safeParse(input)
    if (!parsed.success) throw invalidInput(name, parsed.error.issues, input)
    if (!isPlainData(input)) throw notPlain(name)
    signal.throwIfAborted()
    const handler = handlers[name] as (input: unknown, context: unknown) => Promise<unknown>
    const progress = checkedProgress(name, context.progress, report)
    const output = contract[name].output.parse(await handler(parsed.data, { signal, progress }))
    if (!isPlainData(output)) throw new Error(`“${name}” answered with what no wire can carry`)
    return { ok: true, value: output as Output<Name> }
  } catch (thrown) {
    const failure = isStop(thrown, signal) ? stopped() : thrown
    return { ok: false, error: toFailure(failure, report) }
  }
}

/** Progress in a shape that the contract doesn't know is a bug, but no reason to fail the job. */
function checkedProgress(
  name: OperationName,
  progress: (value: unknown) => void,
  report: (bug: unknown) => void,
): (value: unknown) => void {
  const operation = contract[name]
  return (value) => {
    if (operation.kind === 'op') return report(new Error(`“${name}” is no job: it has no progress`))
    const parsed = operation.progress.safeParse(value)
    if (parsed.success) progress(parsed.data)
    else report(parsed.error)
  }
}

/** Whether a handler ended because it was asked to. Any other failure on the way is still a bug. */
function isStop(thrown: unknown, signal: AbortSignal): boolean {
  if (!signal.aborted || thrown instanceof AppError) return false
  return thrown === signal.reason || (thrown instanceof Error && thrown.name === 'AbortError')
}

/**
 * Answers the calls of one port until it closes.
 *
 * Each call is answered once, and only while the port is open. What is under way when it closes ends
 * whole, and nobody hears the answer: a job goes on, an operation that only reads may give up. `ending`
 * fires when the program ends: then jobs stop, too, each before it has changed anything, or else whole.
 */
export function serve(
  application: Application,
  port: Port,
  report: (bug: unknown) => void,
  ending?: AbortSignal,
): void {
  const running = new Map<number, { operation: string; controller: AbortController }>()
  const unsubscribeEvents = application.subscribe((name, payload) => {
    // The fact stands, and other windows wait for it: one that cannot be told holds up neither.
    attempt(() => port.send({ kind: 'event', name, payload: events[name].parse(payload) }), report)
  })
  const answer = async (message: Extract<Message, { kind: 'call' }>): Promise<void> => {
    const { id, operation, input } = message
    if (running.has(id)) return // one call is one answer, and that is on its way
    const controller = new AbortController()
    running.set(id, { operation, controller })
    const isAwaited = (): boolean => running.get(id)?.controller === controller
    const progress = (value: unknown): void => {
      if (!isAwaited()) return
      attempt(() => port.send({ kind: 'progress', id, value }), report)
    }
    const own = controller.signal
    const signal = ending === undefined ? own : AbortSignal.any([own, ending])
    const context = { signal, progress }
    const result = isOperation(operation)
      ? await run(application.handlers, operation, input, context, report)
      : refusal(unknownOperation(), report)
    if (!isAwaited()) return
    running.delete(id)
    reply(port, id, result, report)
  }
  const unsubscribeMessages = port.onMessage((raw) => {
    const message = Message.safeParse(raw)
    if (!message.success) {
      const id = idOfCall(raw)
      if (id !== null && !running.has(id))
        reply(port, id, refusal(unreadableCall(), report), report)
      return
    }
    if (message.data.kind === 'call') answer(message.data).catch(report)
    if (message.data.kind === 'cancel') running.get(message.data.id)?.controller.abort()
  })
  port.onClose(() => {
    unsubscribeMessages()
    unsubscribeEvents()
    const left = [...running.values()]
    running.clear()
    // Whoever began a job wants its effect, not only its answer; of a reading only the answer counts.
    for (const { operation, controller } of left) {
      if (!isJob(operation)) controller.abort(connectionLost())
    }
  })
}

/** Why jobs are stopped when the program ends: no person's stop, so what they were to do still waits. */
export function programEnds(): AppError {
  return new AppError('interrupted', 'Pressmark was closed before this was done.')
}

/** Sends the answer; one that the wire cannot carry is a bug, and the caller still gets an answer. */
function reply(
  port: Port,
  id: number,
  result: Result<unknown>,
  report: (bug: unknown) => void,
): void {
  try {
    port.send({ kind: 'reply', id, result })
  } catch (bug) {
    attempt(() => port.send({ kind: 'reply', id, result: refusal(bug, report) }), report)
  }
}

function attempt(act: () => void, report: (bug: unknown) => void): void {
  try {
    act()
  } catch (bug) {
    report(bug)
  }
}

function refusal(thrown: unknown, report: (bug: unknown) => void): Result<never> {
  return { ok: false, error: toFailure(thrown, report) }
}

/** The id that an answer can go to, of a message that was meant to be a call. */
function idOfCall(raw: unknown): number | null {
  const head = z.object({ kind: z.literal('call'), id: z.number().int() }).safeParse(raw)
  return head.success ? head.data.id : null
}

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(contract, name)
}

function isJob(name: string): boolean {
  return isOperation(name) && contract[name].kind === 'job'
}

function connectionLost(): AppError {
  return new AppError('connection-lost', 'The window was closed before this was answered.')
}

function stopped(): AppError {
  return new AppError('cancelled', 'Stopped. Nothing was changed.')
}

function notPlain(name: OperationName): AppError {
  return new AppError(
    'invalid-input',
    `“${name}” was called with something that is not plain data. Nothing was changed.`,
  )
}

function unreadableCall(): AppError {
  return new AppError('invalid-input', 'Pressmark cannot read that call; nothing was changed.')
}

function unknownOperation(): AppError {
  return new AppError('invalid-input', 'Pressmark knows no such operation; nothing was changed.')
}
