import { afterAll, beforeAll, expect, it } from 'vitest'
import { operationsThatWrite } from '../support/operations-that-read.ts'
import { begin, everyAct, prepareGround } from './acts.ts'
import { startRealApplication, type RealApplication } from './real-application.ts'
import { openSocketWire } from './socket-wire.ts'
import type { Wire } from './wire.ts'

let real: RealApplication
let wire: Wire

beforeAll(async () => {
  real = await startRealApplication()
  wire = await openSocketWire(real.application)
})
afterAll(async () => {
  await wire.close()
  await real.close()
})

it('the acts that a connection breaks under are all the operations that write', async () => {
  const window = await wire.connect()
  const ground = await prepareGround(real, window)
  await real.endings()
  for (const [number, act] of everyAct.entries()) {
    await Promise.allSettled([begin(act, number + 1, window, real, ground)])
  }
  const called = new Set((await real.endings()).map(({ name }) => name))
  expect(operationsThatWrite.filter((name) => !called.has(name))).toEqual([])
  await window.drop()
})
