import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocketServer, type WebSocket as ServerSocket } from 'ws'
import { createClient } from '../../shared/api/client.ts'
import { encodeFrame } from '../../shared/api/frame.ts'
import { openSocketPort } from './browser-port.ts'

let server: WebSocketServer

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
})

afterEach(async () => {
  for (const socket of server.clients) socket.terminate()
  await new Promise((resolve) => server.close(resolve))
})

const url = (): string => `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`

/** Has the server answer whatever arrives with these frames. */
function answerWith(...frames: (string | Uint8Array)[]): void {
  server.on('connection', (socket: ServerSocket) => {
    socket.on('message', () => {
      for (const frame of frames) socket.send(frame)
    })
  })
}

describe('the page’s end of the socket', () => {
  it.each<[string, string | Uint8Array]>([
    ['is cut', encodeFrame({ kind: 'reply', id: 1 }).slice(0, 9)],
    ['is text', '{"kind":"reply","id":1}'],
    ['is empty', new Uint8Array()],
  ])(
    'hangs up on a frame that %s: nobody waits for an answer that was in it',
    async (_how, frame) => {
      answerWith(frame)
      const client = createClient(await openSocketPort(url()))
      await expect(client.call('attempts.list', {})).rejects.toMatchObject({
        code: 'connection-lost',
      })
    },
  )

  it('lets messages pass that are not for it', async () => {
    const result = { ok: true, value: { attempts: [] } }
    answerWith(
      ...[7, null, { kind: 'reply', id: 99, result }, { kind: 'event', name: 'constructor' }].map(
        encodeFrame,
      ),
      encodeFrame({ kind: 'reply', id: 1, result }),
    )
    const client = createClient(await openSocketPort(url()))
    expect(await client.call('attempts.list', {})).toEqual({ attempts: [] })
  })

  it('refuses to open where there is no server', async () => {
    const gone = url()
    await new Promise((resolve) => server.close(resolve))
    await expect(openSocketPort(gone)).rejects.toThrow('the socket was refused')
  })
})
