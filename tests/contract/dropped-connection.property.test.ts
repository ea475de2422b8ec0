import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
        expect(endings.filter((ending) => !isWhole(ending))).toEqual([])
        await expectWhole(real, kept)
        await expectNextIsServed()
      }),
      { numRuns: runsOr(10) },
    )
  })

  it('lets a capture that waits for its site go on to its end', async () => {
    const path = `held/${randomUUID()}`
    await captureAndDrop(wire, path)
    await fetch(real.site.url('let-go'))
    const endings = await real.endings()
    for (const ending of endings) keep(kept, ending)
    expect(endings).toMatchObject([{ name: 'captures.add', value: { outcome: 'new-article' } }])
    await expectWhole(real, kept)
  })

  it('leaves a capture to the queue that still waits for its site when the program ends', async () => {
    const ended = await open(real.application)
    await captureAndDrop(ended, 'slow/header')
    await ended.close()
    const endings = await real.endings()
    for (const ending of endings) keep(kept, ending)
    expect(endings).toMatchObject([{ name: 'captures.add', error: { code: 'cancelled' } }])
    expect(kept.waiting).toContain(real.site.url('slow/header'))
    await expectWhole(real, kept)
  })

  /** The address is being fetched when the connection breaks. */
  async function captureAndDrop(over: Wire, path: string): Promise<void> {
    const window = await over.connect()
    const input = { kind: 'address', url: real.site.url(path), allowPrivate: true } as const
    void begun(window.client.call('captures.add', input))
    await until(() => real.site.requests.includes(`/${path}`))
    await window.drop()
  }

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

/** Everything that was begun is done, or refused whole: nobody stopped it. */
function isWhole({ error }: Ending): boolean {
  return error === undefined || (error instanceof AppError && error.code === 'changed-meanwhile')
}
