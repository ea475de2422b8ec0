import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { contract, type OperationName } from '../../../shared/api/contract.ts'
import { errorCodes, internalMessage } from '../../../shared/errors.ts'
import { callEach, openDesktopPage, type DesktopPage } from '../../contract/desktop-page.ts'
import { garbageInJson, pollution } from '../../contract/garbage.ts'
import { goodValue } from '../../contract/good-input.ts'
import type {} from '../../contract/recorder.ts'
import type { DesktopWindow } from '../../support/call-on-wire.ts'

// One page for all: each test drives the whole table, over the built preload and a real Chromium.
test.describe.configure({ mode: 'serial' })

const names = Object.keys(contract) as OperationName[]
const seed = Math.floor(Math.random() * 1e9)
const sample = <T>(values: fc.Arbitrary<T>, numRuns: number): T[] =>
  fc.sample(values, { numRuns, seed })

let desktop: DesktopPage

test.beforeAll(async ({ browserName: _name }, testInfo) => {
  const isReal = testInfo.project.name === 'electron'
  test.skip(isReal, "needs a main process of the tests' own: the stand-in runs one")
  desktop = await openDesktopPage()
})
test.afterAll(async () => desktop?.close())
test.afterEach(async ({ browserName: _name }, testInfo) => {
  if (testInfo.error !== undefined) console.log(`seed ${seed}\n${desktop.log()}`)
})

test('good input of every operation reaches its handler, and the answer the page', async () => {
  for (const name of names) {
    const inputs = sample(goodValue(contract[name].input, name), 4)
    const outputs = sample(goodValue(contract[name].output, `the answer of ${name}`), 4)
    await desktop.inMain((_none, answers) => {
      recorder.calls.length = 0
      recorder.answer = () => answers[recorder.calls.length - 1]
    }, outputs)
    const answers = await callEach(desktop.page, name, inputs)
    const calls = await desktop.inMain(
      () => recorder.calls.map((call) => [call.name, call.input]),
      null,
    )
    expect(calls).toEqual(inputs.map((input) => [name, input]))
    expect(answers).toEqual(outputs.map((value) => ({ result: { ok: true, value } })))
  }
  expect(await desktop.inMain(() => recorder.bugs, null)).toEqual([])
})

test('garbage for every operation is told as invalid-input, and no handler is called', async () => {
  await desktop.inMain(() => void (recorder.calls.length = 0), null)
  for (const name of names) {
    const { input } = contract[name]
    const good = goodValue(input, name)
    const { page } = desktop
    const inJson = sample(garbageInJson(input, good), 8).map(({ value }) => value)
    const polluted = sample(pollution(good), 2).map(({ value }) => JSON.stringify(value))
    const answers = [
      ...(await callEach(page, name, [...inJson, Number.NaN, undefined, [undefined]])),
      ...(await callEach(page, name, polluted, true)),
    ]
    for (const answer of answers) {
      expect(answer).toMatchObject({ result: { ok: false, error: { code: 'invalid-input' } } })
    }
    // What this wire cannot carry at all is refused where it is sent.
    for (const { result, thrown } of await callEach(page, name, [new Date(), 1n, /x/u])) {
      expect(thrown ?? (result as any).error.code).toMatch(/could not be cloned|^invalid-input$/u)
    }
  }
  const { calls, bugs } = await desktop.inMain(
    () => ({ calls: recorder.calls.length, bugs: recorder.bugs }),
    null,
  )
  expect([calls, bugs]).toEqual([0, []])
})

test('every code arrives whole; anything else as internal, without its text', async () => {
  await desktop.inMain(
    (_none, codes) => {
      recorder.calls.length = 0
      recorder.answer = () => {
        const code = codes[recorder.calls.length - 1]
        const error = new Error(`secret of ${code}`)
        throw code === undefined
          ? error
          : new recorder.AppError(code, `“${code}” happened.`, { cause: error, facts: { port: 1 } })
      }
    },
    [...errorCodes],
  )
  const inputs = [...errorCodes, 'no code'].map(() => ({}))
  const told = await callEach(desktop.page, 'attempts.list', inputs)
  const wanted = errorCodes.map((code) => ({
    code,
    message: `“${code}” happened.`,
    facts: { port: 1 },
  }))
  const all = [...wanted, { code: 'internal', message: internalMessage }]
  expect(told).toEqual(all.map((error) => ({ result: { ok: false, error } })))
  expect(await desktop.inMain(() => recorder.bugs.splice(0), null)).toEqual([
    'Error: secret of undefined',
  ])
})

test('a reload leaves a capture going, and the next page hears nothing of it', async () => {
  const { page } = desktop
  await desktop.inMain(() => {
    recorder.calls.length = 0
    recorder.answer = (_input, { signal, progress }) =>
      new Promise((_resolve, reject) => {
        progress({ step: 'fetching', done: 1, total: null })
        signal.addEventListener('abort', () => {
          progress({ step: 'saving', done: 1, total: null })
          reject(signal.reason as Error)
        })
      })
  }, null)
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const { pressmark } = window as DesktopWindow
        pressmark.onMessage(() => resolve()) // the first news
        const input = { kind: 'address', url: 'https://example.org' }
        pressmark.send({ kind: 'call', id: 7, operation: 'captures.add', input })
      }),
  )
  await page.reload()
  const heard = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const { pressmark } = window as DesktopWindow
        const messages: unknown[] = []
        pressmark.onMessage((message: any) => {
          messages.push(message)
          if (message.id === 8) resolve(messages)
        })
        pressmark.send({ kind: 'call', id: 8, operation: 'constructor', input: {} })
      }),
  )
  expect(heard).toMatchObject([{ kind: 'reply', id: 8 }])
  const aborted = await desktop.inMain(
    () => recorder.calls.map(({ signal }) => signal.aborted),
    null,
  )
  expect(aborted).toEqual([false])
})

test('events reach the page in the order in which they happened', async () => {
  const { page } = desktop
  const heard = page.evaluate(
    () =>
      new Promise((resolve) => {
        const { pressmark } = window as DesktopWindow
        const ids: unknown[] = []
        pressmark.onMessage((message: any) => {
          if (message.kind === 'event') ids.push(message.name)
          if (message.name === 'library.opened') resolve(ids)
        })
        pressmark.send({ kind: 'cancel', id: 0 })
      }),
  )
  await expect.poll(() => desktop.inMain(() => recorder.listeners(), null)).toBe(1)
  const order = [
    'library.changed',
    'attempts.changed',
    'library.changed',
    'library.opened',
  ] as const
  await desktop.inMain((_none, facts) => {
    for (const name of facts)
      recorder.announce(name, name === 'library.changed' ? { articleIds: [] } : {})
  }, order)
  expect(await heard).toEqual(order)
})
