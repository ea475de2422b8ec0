import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { events, type EventName } from '../../shared/api/events.ts'
import { everyWire, runsOr } from './every-wire.ts'
import { goodValue } from './good-input.ts'
import { recordingApplication } from './recording-application.ts'
import { until, type Window } from './wire.ts'

const names = Object.keys(events) as EventName[]
const fact = fc.oneof(
  ...names.map((name) => goodValue(events[name], name).map((payload) => ({ name, payload }))),
)
/** What happens: a fact is announced, or one of the windows is lost. */
const happening = fc.oneof(
  { weight: 5, arbitrary: fact },
  { weight: 1, arbitrary: fc.record({ lost: fc.nat({ max: 2 }) }) },
)

describe.each(everyWire)('events over %s', (_name, open) => {
  it('reach every connected window in order, and none that is gone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 20 }), async (happenings) => {
        const application = recordingApplication()
        application.answer = () => ({ attempts: [] })
        const wire = await open(application)
        try {
          const windows = [await wire.connect(), await wire.connect(), await wire.connect()]
          // A window of the desktop is connected from its first word on.
          for (const { client } of windows) await client.call('attempts.list', {})
          const heard = windows.map((window) => listen(window))
          const wanted = windows.map((): unknown[] => [])
          const lost = new Set<number>()
          for (const next of happenings) {
            if ('name' in next) {
              application.announce(next.name, next.payload as never)
              windows.forEach((_window, index) => {
                if (!lost.has(index)) wanted[index]?.push(next)
              })
            } else if (!lost.has(next.lost)) {
              const { lost: index } = next
              await until(() => heard[index]?.length === wanted[index]?.length)
              lost.add(index)
              await windows[index]?.drop()
            }
          }
          for (const [index, { client }] of windows.entries()) {
            // An answer comes after everything that was announced before it.
            if (!lost.has(index)) await client.call('attempts.list', {})
          }
          expect(heard).toEqual(wanted)
          expect(wire.bugs).toEqual([])
        } finally {
          await wire.close()
        }
        await until(() => application.listeners() === 0)
      }),
      { numRuns: runsOr(15) },
    )
  })
})

function listen({ client }: Window): unknown[] {
  const heard: unknown[] = []
  for (const name of names) client.on(name, (payload) => heard.push({ name, payload }))
  return heard
}
