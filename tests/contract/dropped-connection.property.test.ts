import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract } from '../../shared/api/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { begin, everyAct, prepareGround, type Ground } from './acts.ts'
import { everyWire, runsOr } from './every-wire.ts'
import { expectWhole, keep, keptNow, type Kept } from './next-start.ts'
import { startRealApplication, type Ending, type RealApplication } from './real-application.ts'
import { turn, until, type Window, type Wire } from './wire.ts'

/** When the connection breaks: so many turns of the event loop, or pieces of news, after the acts began. */
const moment = fc.oneof(
  fc.record({ turns: fc.nat({ max: 400 }) }),
  fc.record({ news: fc.integer({ min: 1, max: 12 }) }),
)
const someActs = fc.uniqueArray(fc.constantFrom(...everyAct), { minLength: 1, maxLength: 4 })

describe.each(everyWire)('a connection that breaks over %s', (_name, open) => {
  let real: RealApplication
  let wire: Wire
  let ground: Ground
  let kept: Kept
  let number = 0

  beforeAll(async () => {
    real = await startRealApplication()
    wire = await open(real.application)
    ground = await prepareGround(real, await wire.connect())
    await real.endings()
    kept = await keptNow(real)
  })
  afterAll(async () => {
    await wire.close()
    await real.close()
  })

  it('leaves nothing half-done, whatever was under way', { timeout: 900_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(someActs, moment, async (acts, when) => {
        const window = await wire.connect()
        const calls = acts.map((act) => {
          number += 1
          return begun(begin(act, number, window, real, ground))
        })
        await hasCome(when, window, Promise.all(calls))
        await window.drop()
        const endings = await real.endings()
        for (const ending of endings) keep(kept, ending)
        expect(endings.filter((ending) => !isWholeOrStopped(ending))).toEqual([])
        await expectWhole(real, kept)
        await expectNextIsServed()
      }),
      { numRuns: runsOr(10) },
    )
  })

  it('stops a capture that waits for its site, and keeps its address in the queue', async () => {
    const window = await wire.connect()
    const url = real.site.url('slow/header')
    const call = begun(
      window.client.call('captures.add', { kind: 'address', url, allowPrivate: true }),
    )
    await until(() => real.site.requests.includes('/slow/header'))
    await window.drop()
    const endings = await real.endings()
    for (const ending of endings) keep(kept, ending)
    expect(endings).toMatchObject([{ name: 'captures.add', error: { name: 'AppError' } }])
    expect(kept.waiting).toContain(url)
    await expectWhole(real, kept)
    void call
  })

  async function expectNextIsServed(): Promise<void> {
    const next = await wire.connect()
    const { articles } = await next.client.call('articles.list', {})
    expect(articles).toHaveLength(kept.articles.size)
    await next.drop()
    await real.endings()
    expect(wire.bugs).toEqual([])
  }
})

async function hasCome(
  when: { turns: number } | { news: number },
  window: Window,
  all: Promise<unknown>,
): Promise<void> {
  if ('turns' in when) {
    for (let index = 0; index < when.turns; index += 1) await turn()
    return
  }
  let isOver = false
  void all.then(() => (isOver = true))
  await until(() => isOver || window.received.length >= when.news)
}

/** A call whose answer nobody hears. */
function begun(call: Promise<unknown>): Promise<unknown> {
  return call.catch((error: unknown) => error)
}

/** An operation that is no job ends whole, done or refused; a job ends whole or stopped. */
function isWholeOrStopped({ name, error }: Ending): boolean {
  if (error === undefined) return true
  const codes =
    contract[name].kind === 'job' ? ['cancelled', 'connection-lost'] : ['changed-meanwhile']
  return error instanceof AppError && codes.includes(error.code)
}
