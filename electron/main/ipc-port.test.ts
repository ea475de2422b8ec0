import { EventEmitter } from 'node:events'
import type { WebContents } from 'electron'
import { beforeEach, describe, expect, test } from 'vitest'
import { toAppChannel, toPageChannel } from '../../shared/api/bridge.ts'
import type { Application } from '../../shared/api/serve.ts'
import { serveWindow } from './ipc-port.ts'

type Frame = { url: string }

/** The part of a window's contents that a port uses. */
class Contents extends EventEmitter {
  ipc = new EventEmitter()
  mainFrame: Frame = { url: 'app://pressmark/#library' }
  sent: unknown[] = []
  gone = false
  isDestroyed(): boolean {
    return this.gone
  }
  send(channel: string, connection: string, message: unknown): void {
    if (this.gone) throw new TypeError('Object has been destroyed')
    if (channel !== toPageChannel) throw new Error(`the page does not hear ${channel}`)
    this.sent.push([connection, message])
  }
}

let contents: Contents
let bugs: unknown[]
let calls: { signal: AbortSignal; answer: () => void }[]

beforeEach(() => {
  contents = new Contents()
  bugs = []
  calls = []
  // Answers when the test says so.
  const handler = (_input: unknown, { signal }: { signal: AbortSignal }): Promise<unknown> =>
    new Promise((resolve) => {
      calls.push({ signal, answer: () => resolve({ attempts: [] }) })
    })
  const application = {
    handlers: { 'attempts.list': handler, 'captures.add': handler },
    subscribe: () => () => undefined,
    close: () => Promise.resolve(),
  } as unknown as Application
  serveWindow(contents as unknown as WebContents, application, (bug) => bugs.push(bug))
})

const call = { kind: 'call', id: 1, operation: 'attempts.list', input: {} }
const job = { ...call, operation: 'captures.add', input: { kind: 'text', text: 'A quay' } }
const reply = { kind: 'reply', id: 1, result: { ok: true, value: { attempts: [] } } }

function receive(message: unknown, from: Frame | null = contents.mainFrame, connection = 'one') {
  contents.ipc.emit(toAppChannel, { senderFrame: from }, connection, message)
}

/** Long enough for everything that waits for nothing but promises. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the port of a window', () => {
  test('answers the page', async () => {
    receive(call)
    calls[0]?.answer()
    await settled()
    expect(contents.sent).toEqual([['one', reply]])
    expect(bugs).toEqual([])
  })

  test('answers garbage in a call with a sentence, and other garbage not at all', async () => {
    receive({ ...call, input: 'garbage' })
    receive({ ...call, id: 2, operation: 'constructor' })
    receive({ ...call, id: 3, more: 1 })
    for (const garbage of [null, 'x', 7, [], { kind: 'call' }]) receive(garbage)
    await settled()
    const refused = { ok: false, error: { code: 'invalid-input' } }
    expect(contents.sent).toHaveLength(3)
    for (const id of [1, 2, 3]) {
      expect(contents.sent).toContainEqual(['one', expect.objectContaining({ id })])
    }
    for (const sent of contents.sent) expect(sent).toMatchObject(['one', { result: refused }])
    expect([calls, bugs]).toEqual([[], []])
  })

  test.each<[string, Frame | null]>([
    ['a frame in the page', { url: 'app://pressmark/' }],
    ['a frame that is gone', null],
    ['a frame from elsewhere', { url: 'https://evil.example/' }],
  ])('does not hear %s', async (_name, frame) => {
    receive(call, frame)
    await settled()
    expect([calls, contents.sent]).toEqual([[], []])
    expect(bugs).toHaveLength(1)
  })

  test('does not hear the page after it went elsewhere', () => {
    contents.mainFrame.url = 'https://evil.example/'
    receive(call)
    expect(calls).toEqual([])
    expect(String(bugs[0])).toContain('https://evil.example/')
  })

  test('gives up what the document before waited for, and keeps its replies to itself', async () => {
    receive(call)
    receive(call, contents.mainFrame, 'two')
    expect(calls.map(({ signal }) => signal.aborted)).toEqual([true, false])
    for (const { answer } of calls) answer()
    await settled()
    expect(contents.sent).toEqual([['two', reply]])
  })

  test('lets a capture go on when the page is loaded anew or breaks, and stops it with the window', () => {
    receive(job)
    receive(call, contents.mainFrame, 'two')
    contents.emit('render-process-gone')
    expect(calls.map(({ signal }) => signal.aborted)).toEqual([false, true])
    contents.gone = true
    contents.emit('destroyed')
    expect(calls[0]?.signal.reason).toMatchObject({ code: 'interrupted' })
  })

  test.each(['destroyed', 'render-process-gone'])('ends with the page: %s', async (event) => {
    receive(call)
    contents.gone = event === 'destroyed'
    contents.emit(event)
    calls[0]?.answer()
    await settled()
    expect(calls[0]?.signal.aborted).toBe(true)
    expect([contents.sent, bugs]).toEqual([[], []])
  })
})
