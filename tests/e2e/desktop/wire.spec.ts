import { readFileSync } from 'node:fs'
import { toAppChannel } from '../../../shared/api/bridge.ts'
import { callOnWire, type DesktopWindow } from '../../support/call-on-wire.ts'
import { builtPreload } from '../../support/desktop-shell.ts'
import { expect, test } from '../fixtures.ts'

test('the built preload requires nothing but electron, and is a wire', async ({ startDesktop }) => {
  void startDesktop // names the reason where Electron's binary is wanting
  const source = readFileSync(builtPreload, 'utf8')
  const required = [...source.matchAll(/\b(?:require|import)\(([^)]*)\)/gu)].map(([, name]) => name)
  expect(required).toEqual(['"electron"'])
  expect(source.length).toBeLessThan(4_000)
})

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

test('only the page itself is heard', async ({ desktop }) => {
  const rename = (name: string) => ({ kind: 'call', id: 1e9, operation: 'coders.rename', input: { name } }) // prettier-ignore
  const forge = (frame: string, message: unknown): Promise<void> =>
    desktop.evaluate(
      ({ BrowserWindow }, [channel, from, forged]) => {
        const [window] = BrowserWindow.getAllWindows()
        if (window === undefined) throw new Error('no window')
        const { ipc, mainFrame } = window.webContents
        const frames: Record<string, unknown> = {
          subframe: { url: mainFrame.url },
          foreign: { url: 'https://evil.example/' },
          gone: null,
          page: mainFrame,
        }
        ipc.emit(channel, { senderFrame: frames[from] }, 'forged', forged)
      },
      [toAppChannel, frame, message] as const,
    )
  const nameNow = async (): Promise<string> =>
    (await callOnWire(desktop.page, 'library.describe', {})).value.coder.name
  const before = await nameNow()
  for (const frame of ['subframe', 'foreign', 'gone']) await forge(frame, rename('Mallory'))
  expect(await nameNow()).toBe(before)
  expect(desktop.log().match(/A message from .+ was refused/gu)).toHaveLength(3)
  // The same message is heard from the page: the forging itself works.
  await forge('page', rename('Ines Baptista'))
  await expect.poll(nameNow).toBe('Ines Baptista')
})

test('after a reload the page is answered as before', async ({ desktop }) => {
  const { page } = desktop
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Nothing archived yet' })).toBeVisible()
  expect(await callOnWire(page, 'articles.list', {})).toMatchObject({ ok: true })
})
