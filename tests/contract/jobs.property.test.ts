import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contract, type JobName, type OperationName } from '../../shared/api/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { everyWire, givenWire, runsOr } from './every-wire.ts'
import { goodValue } from './good-input.ts'
import { type Step } from './recording-application.ts'
import { turn, until } from './wire.ts'

const jobs = (Object.keys(contract) as OperationName[]).filter(
  (name): name is JobName => contract[name].kind === 'job',
)

/** When the window asks: before the call, at once, at a step's news, or when the work is done. */
const moment = fc.oneof(
  fc.constant('before' as const),
  fc.constant('at once' as const),
  fc.nat({ max: 4 }),
  fc.constant('done' as const),
)
/** What a job does when it is asked to stop. */
const manner = fc.constantFrom('stops', 'says so', 'goes on', 'fails')

describe.each(everyWire)('a job over %s', (_name, open) => {
  const over = givenWire(open)

  it.each(jobs)(
    '%s can be cancelled at any step: one answer, and nothing after it',
    async (name) => {
      const { input, output, progress } = contract[name]
      const given = fc.record({
        input: goodValue(input, name),
        output: goodValue(output, `the answer of ${name}`),
        steps: fc.array(goodValue(progress, `the progress of ${name}`), { maxLength: 4 }),
        moment,
        manner,
      })
      await fc.assert(
        fc.asyncProperty(
          given,
          async ({ input: sent, output: answered, steps, moment: when, manner: how }) => {
            over.application.calls.length = 0
            over.window.received.length = 0
            const controller = new AbortController()
            const told: unknown[] = []
            let isDone = false
            over.application.answer = async (_input, step) => {
              for (const value of steps) {
                step.progress(value)
                await turn()
                if (step.signal.aborted) leave(step, how)
              }
              isDone = true
              return answered
            }
            if (when === 'before') controller.abort()
            const outcome = settled(
              (over.window.client.call as Call)(name, sent, {
                signal: controller.signal,
                onProgress: (value) => {
                  if (told.push(value) - 1 === when) controller.abort()
                },
              }),
            )
            if (when === 'at once') controller.abort()
            if (when === 'done') {
              await until(() => isDone)
              controller.abort()
            }
            const result = await outcome
            await turn()
            await turn()

            const replies = over.window.received.filter((message) => kindOf(message) === 'reply')
            if (when === 'before') {
              expect([result, over.application.calls, replies]).toEqual([
                { code: 'cancelled' },
                [],
                [],
              ])
              return
            }
            expect(replies).toHaveLength(1)
            expect(over.window.received.at(-1)).toBe(replies[0])
            expect(told).toEqual(steps.slice(0, told.length))
            const wasAsked = over.application.calls[0]?.signal.aborted === true
            const mustStop = when === 'at once' && steps.length > 0
            if (mustStop) expect(wasAsked).toBe(true)
            if (isDone) expect(result).toEqual({ value: answered })
            else expect([wasAsked, result]).toEqual([true, { code: codeOf(how) }])
          },
        ),
        { numRuns: runsOr(60) },
      )
      // A job that fails on being stopped is a bug like any other, and nothing else was one.
      const told = over.wire.bugs.map(String).filter((bug) => bug !== String(failure))
      expect(told).toEqual([])
    },
  )

  it('whose progress has the wrong shape goes on; that is told as a bug', async () => {
    over.wire.bugs.length = 0
    const report = { files: [], passages: 0, leftOut: [], warnings: [] }
    over.application.answer = (_input, { progress }) => {
      progress({ done: 'half' })
      progress({ done: 1, total: 2 })
      return report
    }
    const told: unknown[] = []
    const request = {
      format: 'csv',
      path: '/a.csv',
      force: false,
      selection: { kind: 'all' },
    } as const
    const answer = over.window.client.call('exports.write', request, {
      onProgress: (value) => told.push(value),
    })
    expect([await answer, told]).toEqual([report, [{ done: 1, total: 2 }]])
    expect(over.wire.bugs).toHaveLength(1)
  })

  it('that goes on after its answer is not heard any more, not even by a later call of its id', async () => {
    const report = { files: [], passages: 0, leftOut: [], warnings: [] }
    let late: Step | null = null
    over.application.answer = (_input, step) => {
      late ??= step
      late.progress({ done: 1, total: 2 })
      return report
    }
    over.window.received.length = 0
    const input = { format: 'csv', path: '/a.csv', force: false, selection: { kind: 'all' } }
    const call = { kind: 'call', id: 1e9, operation: 'exports.write', input } as const
    over.window.port.send(call)
    await until(() => over.window.received.length === 2)
    over.window.port.send(call)
    await until(
      () => over.window.received.map(kindOf).at(-1) === 'reply' && over.window.received.length > 2,
    )
    await turn()
    expect(over.window.received.map(kindOf)).toEqual(['progress', 'reply', 'reply'])
  })

  it.each(jobs)(
    '%s goes on to its end when its window is gone, and says nothing more',
    async (name) => {
      const [sent] = fc.sample(goodValue(contract[name].input, name), 1)
      const [value] = fc.sample(goodValue(contract[name].progress, name), 1)
      const [answered] = fc.sample(goodValue(contract[name].output, name), 1)
      const lost = await over.wire.connect()
      over.application.calls.length = 0
      let isGone = false
      let isOver = false
      over.application.answer = async (_input, step) => {
        step.progress(value)
        await until(() => isGone || step.signal.aborted)
        await turn()
        step.progress(value)
        isOver = true
        return answered
      }
      const outcome = settled((lost.client.call as Call)(name, sent, {}))
      await until(() => lost.received.length > 0)
      await lost.drop()
      isGone = true
      await until(() => isOver)
      await turn()
      expect(lost.received).toHaveLength(1)
      expect(over.application.calls.map(({ signal }) => signal.aborted)).toEqual([false])
      void outcome
    },
  )
})

const failure = new Error('failed on being stopped')

type Call = (
  name: string,
  input: unknown,
  options: { signal?: AbortSignal; onProgress?: (value: unknown) => void },
) => Promise<unknown>

function leave({ signal }: Step, how: string): void {
  if (how === 'stops') throw signal.reason
  if (how === 'says so') throw new AppError('cancelled', 'The job was stopped.')
  if (how === 'fails') throw failure
}

function codeOf(how: string): string {
  return how === 'fails' ? 'internal' : 'cancelled'
}

/** How a call ended, as a value. */
async function settled(call: Promise<unknown>): Promise<unknown> {
  try {
    return { value: await call }
  } catch (error) {
    return { code: (error as AppError).code }
  }
}

function kindOf(message: unknown): unknown {
  return (message as { kind?: unknown }).kind
}
