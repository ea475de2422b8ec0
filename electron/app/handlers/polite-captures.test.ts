import { expect, onTestFinished, test } from 'vitest'
import { startRealApplication } from '../../../tests/contract/real-application.ts'
import type { CaptureProgress } from '../../../shared/api/contract.ts'
import { run, type Application } from '../../../shared/api/serve.ts'

/** Captures an address and tells its steps; a bug is thrown. */
function add(application: Application, url: string, tell: (step: CaptureProgress) => void) {
  const signal = new AbortController().signal
  const context = { signal, progress: (value: unknown) => tell(value as CaptureProgress) }
  const input = { kind: 'address', url, allowPrivate: true }
  return run(application.handlers, 'captures.add', input, context, (bug) => {
    throw bug
  })
}

test('of one site two pages at most are asked for at once', async () => {
  const { application, site, close } = await startRealApplication({
    politeness: { atOnce: 2, gapMs: 0 },
  })
  onTestFinished(close)
  const captures = Array.from({ length: 5 }, (_, place) =>
    add(application, site.url(`held/${place}`), () => undefined),
  )
  await expect.poll(() => site.requests.length).toBe(2)
  await fetch(site.url('let-go'))
  for (const result of await Promise.all(captures)) expect(result).toMatchObject({ ok: true })
  expect(site.requests.indexOf('/let-go')).toBe(2)
})

test('a site that asks to wait two seconds is asked once more after them', async () => {
  const { application, site, close } = await startRealApplication()
  onTestFinished(close)
  const steps: string[] = []
  const start = performance.now()
  const tell = ({ step, total }: CaptureProgress) => void steps.push(`${step} ${total}`)
  const result = await add(application, site.url('status/429'), tell)
  expect(result).toMatchObject({ ok: false, error: { code: 'http-status' } })
  expect(performance.now() - start).toBeGreaterThan(1_990)
  expect(steps).toContain('waiting 2')
  expect(site.requests).toEqual(['/status/429', '/status/429'])
})
