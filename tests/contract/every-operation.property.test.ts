import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contract, type OperationName } from '../../shared/api/contract.ts'
import { everyWire, givenWire, runsOr } from './every-wire.ts'
import { garbageInClone, garbageInJson, pollution } from './garbage.ts'
import { goodValue } from './good-input.ts'

const numRuns = runsOr(25)
const names = Object.keys(contract) as OperationName[]

describe.each(everyWire)('over %s', (_name, open) => {
  const over = givenWire(open)

  const call = (name: OperationName, input: unknown): Promise<unknown> =>
    (over.window.client.call as (name: string, input: unknown) => Promise<unknown>)(name, input)

  it.each(names)(
    '%s: good input reaches the handler as it was sent, and so the answer',
    async (name) => {
      const input = goodValue(contract[name].input, name)
      const output = goodValue(contract[name].output, `the answer of ${name}`)
      await fc.assert(
        fc.asyncProperty(input, output, async (sent, answered) => {
          over.application.calls.length = 0
          over.application.answer = () => answered
          const arrived = await call(name, structuredClone(sent))
          expect(over.application.calls).toEqual([{ name, input: sent, signal: expect.anything() }])
          expect(arrived).toEqual(answered)
        }),
        { numRuns },
      )
      expect(over.wire.bugs).toEqual([])
    },
  )

  it.each(names)(
    '%s: garbage is told as invalid-input, and the handler is not called',
    async (name) => {
      const good = goodValue(contract[name].input, name)
      const schema = contract[name].input
      const garbage = fc.oneof(garbageInJson(schema, good), pollution(good), garbageInClone(good))
      over.application.answer = () => {
        throw new Error('the handler was called')
      }
      await fc.assert(
        fc.asyncProperty(garbage, async ({ value }) => {
          over.application.calls.length = 0
          await expect(call(name, value)).rejects.toMatchObject({
            name: 'AppError',
            code: 'invalid-input',
            message: expect.stringMatching(/^[A-Z“].+\.$/su),
          })
          expect(over.application.calls).toEqual([])
        }),
        { numRuns: numRuns * 3 },
      )
      expect(over.wire.bugs).toEqual([])
      expect({}).not.toHaveProperty('polluted')
    },
  )
})
