import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contract } from '../../shared/api/contract.ts'
import { isPlainData } from '../../shared/api/plain-data.ts'
import { everyWire, givenWire, runsOr } from './every-wire.ts'
import { until } from './wire.ts'

const call = { kind: 'call', id: 1, operation: 'attempts.list', input: {} }
const safeId = fc.maxSafeInteger()

/** Messages with an id that an answer can go to, and something wrong about the rest. */
const unreadableCall = safeId.chain((id) =>
  fc.constantFrom<unknown>(
    { kind: 'call', id },
    { kind: 'call', id, input: {} },
    { kind: 'call', id, operation: 7, input: {} },
    { kind: 'call', id, operation: null, input: {} },
    { ...call, id, more: 1 },
    { ...call, id, signal: {} },
    // No input at all: what the encoder of one wire leaves out stands as undefined on the other.
    { kind: 'call', id, operation: 'attempts.list' },
    { ...call, id, input: undefined },
  ),
)

const unknownOperation = fc
  .tuple(
    safeId,
    fc.oneof(
      fc.string(),
      fc.constantFrom('constructor', '__proto__', 'toString', 'hasOwnProperty', 'attempts.list '),
      fc.constantFrom(...Object.keys(contract)).map((name) => name.toUpperCase()),
    ),
  )
  .filter(([, operation]) => !Object.hasOwn(contract, operation))
  .map(([id, operation]) => ({ kind: 'call', id, operation, input: {} }))

/** Messages that nobody waits for. */
const unanswerable = fc.oneof(
  fc.jsonValue().filter((value) => !isCall(value) && isPlainData(value)),
  fc.constantFrom<unknown>(
    null,
    [call],
    { kind: 'call' },
    { ...call, id: '1' },
    { ...call, id: 1.5 },
    { ...call, id: 2 ** 60 },
    { ...call, kind: 'CALL' },
    { kind: 'cancel', id: 999 },
    { kind: 'cancel' },
    { kind: 'reply', id: 1, result: { ok: true, value: {} } },
    { kind: 'progress', id: 1, value: {} },
    { kind: 'event', name: 'library.changed', payload: { articleIds: [] } },
  ),
)

describe.each(everyWire)('over %s', (_name, open) => {
  const over = givenWire(open)

  const send = (message: unknown): void => over.window.port.send(message as never)

  /** Nothing harmed: the next call of the same window is answered, and only that one reached a handler. */
  async function expectUnharmed(): Promise<void> {
    over.application.answer = () => ({ attempts: [] })
    expect(await over.window.client.call('attempts.list', {})).toEqual({ attempts: [] })
    expect(over.application.calls).toHaveLength(1)
    expect(over.wire.bugs).toEqual([])
  }

  it.each<[string, fc.Arbitrary<unknown>]>([
    ['a call that cannot be read', unreadableCall],
    ['an operation that the table lacks', unknownOperation],
  ])('%s is told as invalid-input', async (_what, message) => {
    await fc.assert(
      fc.asyncProperty(message, async (sent) => {
        over.application.calls.length = 0
        over.window.received.length = 0
        send(sent)
        await until(() => over.window.received.length > 0)
        const error = { code: 'invalid-input', message: expect.stringMatching(/^[A-Z“].+\.$/su) }
        const { id } = sent as { id: number }
        expect(over.window.received).toEqual([{ kind: 'reply', id, result: { ok: false, error } }])
        await expectUnharmed()
      }),
      { numRuns: runsOr(60) },
    )
  })

  it('a message that nobody waits for is not answered', async () => {
    await fc.assert(
      fc.asyncProperty(unanswerable, async (sent) => {
        over.application.calls.length = 0
        over.window.received.length = 0
        send(sent)
        await expectUnharmed()
        expect(over.window.received).toHaveLength(1)
      }),
      { numRuns: runsOr(60) },
    )
  })

  it('two calls of one id are one call with one answer', async () => {
    over.application.calls.length = 0
    over.window.received.length = 0
    over.application.answer = () => ({ attempts: [] })
    const twice = { ...call, id: 5_000 }
    send(twice)
    send(twice)
    await over.window.client.call('attempts.list', {})
    // Where the first is answered already, the second is a call of its own.
    const answers = over.window.received.filter(
      (message) => (message as { id: number }).id === 5_000,
    )
    expect(answers).toHaveLength(over.application.calls.length - 1)
  })
})

function isCall(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'call'
}
