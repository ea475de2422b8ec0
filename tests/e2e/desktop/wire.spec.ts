import { callOnWire, type DesktopWindow } from '../../support/call-on-wire.ts'
import { expect, test } from '../fixtures.ts'

test('garbage on the wire is answered with a sentence or not at all, and harms nothing', async ({
  desktop,
}) => {
  const { page } = desktop
  await page.evaluate(() => {
    const send = (window as DesktopWindow).pressmark.send as (message: unknown) => void
    for (const garbage of [null, 7, 'x', [], {}, { kind: 'call' }, { kind: 'reply', id: 1 }]) {
      send(garbage)
    }
  })
  for (const [operation, input] of [
    ['library.describe', 'garbage'],
    ['articles.open', { id: '../../etc/passwd' }],
    ['captures.add', { kind: 'file', name: 'x', bytes: [1, 2, 3] }],
    ['constructor', {}],
    ['__proto__', {}],
  ]) {
    const result = await callOnWire(page, operation, input)
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    expect(result.error.message).toMatch(/^[A-Z“].+[.!]$/su)
  }
  expect(await callOnWire(page, 'articles.list', {})).toMatchObject({ ok: true })
  expect(desktop.log()).not.toContain('Error')
})

test('what cannot be cloned is refused at the wire', async ({ desktop }) => {
  const thrown = await desktop.page.evaluate(() => {
    const send = (window as DesktopWindow).pressmark.send as (message: unknown) => void
    try {
      send({ kind: 'call', id: 1, operation: 'articles.list', input: () => undefined })
      return 'nothing'
    } catch (error) {
      return String(error)
    }
  })
  expect(thrown).toContain('could not be cloned')
})

test('bytes cross the wire as they are', async ({ desktop }) => {
  const { page } = desktop
  const outcome = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const { pressmark } = window as DesktopWindow
        const isReply = (message: unknown): message is { result: unknown } =>
          typeof message === 'object' && message !== null && 'id' in message && message.id === 1e9
        pressmark.onMessage((message) => {
          if (isReply(message) && 'result' in message) resolve(message.result)
        })
        const bytes = new TextEncoder().encode('Ärger – “quoted” €5\n\nA second paragraph.')
        const input = { kind: 'file', name: 'pasted.txt', bytes }
        pressmark.send({ kind: 'call', id: 1e9, operation: 'captures.add', input })
      }),
  )
  expect(outcome).toMatchObject({ ok: true, value: { title: 'Ärger – “quoted” €5' } })
})

test('after a reload the page is answered as before', async ({ desktop }) => {
  const { page } = desktop
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Nothing archived yet' })).toBeVisible()
  expect(await callOnWire(page, 'articles.list', {})).toMatchObject({ ok: true })
})
