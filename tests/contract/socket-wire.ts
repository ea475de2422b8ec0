import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { WebSocket } from 'ws'
import { startServer } from '../../electron/server/start-server.ts'
import { openSocketPort } from '../../renderer/app/browser-port.ts'
import { createClient } from '../../shared/api/client.ts'
import type { Application } from '../../shared/api/serve.ts'
import { countingLeavers, until, type Wire } from './wire.ts'

/** The browser shell's wire; `openRaw` gives a socket to send frames on that no client would. */
export type SocketWire = Wire & { openRaw(): Promise<WebSocket> }

/** The real server with its guard, and the page's own port over a WebSocket that can be cut. */
export async function openSocketWire(application: Application): Promise<SocketWire> {
  const folder = await mkdtemp(join(tmpdir(), 'pressmark-contract-'))
  const bugs: unknown[] = []
  const report = (bug: unknown): void => void bugs.push(bug)
  const counting = countingLeavers(application)
  const server = await startServer({
    application: counting.application,
    rendererFolder: folder,
    port: 0,
    report,
  })
  const { origin, hash } = new URL(server.address)
  const cookie = await openSession(origin, hash.replace('#token=', ''))
  const url = `${origin.replace('http', 'ws')}/socket`
  const headers = { origin, cookie }
  const open = new Set<WebSocket>()
  return {
    bugs,
    connect: async () => {
      const port = await asPage(headers, open, () => openSocketPort(url))
      const socket = [...open].at(-1)
      const received: unknown[] = []
      port.onMessage((message) => received.push(message))
      const isCut = new Promise<void>((resolve) => port.onClose(resolve))
      return {
        client: createClient(port),
        port,
        received,
        drop: async () => {
          const before = counting.left()
          socket?.terminate()
          await isCut
          await until(() => counting.left() > before)
        },
      }
    },
    openRaw: () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(url, { headers })
        socket.once('error', reject)
        socket.once('open', () => resolve(socket.off('error', reject)))
      }),
    close: async () => {
      for (const socket of open) socket.terminate()
      await server.close()
      await rm(folder, { recursive: true })
    },
  }
}

async function openSession(origin: string, token: string): Promise<string> {
  const session = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0]
  if (cookie === undefined) throw new Error(`no session: ${session.status}`)
  return cookie
}

/** A browser adds Origin and cookie to a page's socket by itself; this one must be told. */
async function asPage<T>(
  headers: Record<string, string>,
  open: Set<WebSocket>,
  run: () => Promise<T>,
): Promise<T> {
  class PageSocket extends WebSocket {
    constructor(url: string) {
      super(url, { headers })
      open.add(this)
    }
  }
  vi.stubGlobal('WebSocket', PageSocket)
  try {
    return await run()
  } finally {
    vi.unstubAllGlobals()
  }
}
