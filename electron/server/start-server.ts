import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { maxFrameBytes } from '../../shared/api/frame.ts'
import { programEnds, serve, type Application } from '../../shared/api/serve.ts'
import { AppError } from '../../shared/errors.ts'
import { answerHttp, factsOf, type Run } from './answer-http.ts'
import { judgeUpgrade, type GuardSecrets } from './guard.ts'
import { createLaunchTokens } from './launch-tokens.ts'
import type { RunningRecord } from './running-record.ts'
import { addressesOf, type Addresses } from './second-start.ts'
import { socketPort } from './socket-port.ts'
import { countingCalls, watchUse, type Use } from './watch-use.ts'

/** A running browser shell. Its addresses carry the launch token, good once, whichever is opened. */
export type RunningServer = Addresses & {
  origin: string
  /** What a second start has to know. */
  record: RunningRecord
  /** Fulfilled when the last window was closed, and what it had under way was done, `idleMs` ago. */
  isLeft: Promise<void>
  /** Hangs up on the windows, and stops what is under way. */
  close(): Promise<void>
}

/**
 * How to start: which application, where the built interface lies, port 0 for any free one. `idleMs`
 * null, or not given: windows may come and go. `requestMs` is how long a request may take to arrive.
 */
export type ServerOptions = {
  application: Application
  rendererFolder: string
  port: number
  report: (bug: unknown) => void
  idleMs?: number | null
  requestMs?: number
}

/** How long a second start's address is waited for when every window is closed, in milliseconds. */
const tokenPatienceMs = 5 * 60_000

/** Serves the application on the loopback address alone, to whoever holds a launch token. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { requestMs = 10_000, rendererFolder, report } = options
  const server = createServer({
    headersTimeout: requestMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: requestMs / 4,
  })
  const port = await listen(server, options.port)
  const use = watchUse(options.idleMs ?? null)
  const tokens = createLaunchTokens()
  const secrets: GuardSecrets = {
    door: { origin: `http://127.0.0.1:${port}`, session: secret() },
    home: {
      origin: `http://pm-${randomBytes(4).toString('hex')}.localhost:${port}`,
      session: secret(),
    },
    cookieName: `pressmark-${port}`,
  }
  const key = secret()
  const makeToken = (): string => tokens.make(forAWhile(use.begin()))
  const run: Run = { rendererFolder, secrets, tokens, key, makeToken }
  server.on('request', (request, response) => {
    answerHttp(request, response, run).catch((bug: unknown) => {
      if (!request.destroyed || request.complete) report(bug) // else whoever asked has left
      response.destroy()
    })
  })
  const ending = new AbortController()
  const sockets = openSockets(server, secrets, { use, ending: ending.signal }, options)
  return {
    ...addressesOf(secrets.door.origin, secrets.home.origin, tokens.make()),
    origin: secrets.door.origin,
    record: { url: secrets.door.origin, pid: process.pid, key },
    isLeft: use.over,
    close: async () => {
      use.stop()
      await closeAll(server, sockets)
      ending.abort(programEnds())
    },
  }
}

/** Answers upgrades: the interface's sockets, and the door's question. */
function openSockets(
  server: Server,
  secrets: GuardSecrets,
  { use, ending }: { use: Use; ending: AbortSignal },
  { application, report }: ServerOptions,
): WebSocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    handleProtocols: () => false, // we speak none that has a name
  })
  const counted = countingCalls(application, use)
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy()) // whoever asked has left
    const verdict = judgeUpgrade(factsOf(request), secrets)
    if (verdict.route !== 'socket' && verdict.route !== 'here') {
      const status = verdict.route === 'refuse' ? verdict.status : 400
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      if (verdict.route === 'here') {
        webSocket.on('error', () => webSocket.terminate())
        webSocket.close(1000, 'here')
        return
      }
      webSocket.on('close', use.begin())
      serve(counted, socketPort(webSocket), report, ending)
    })
  })
  return sockets
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}

/** Calls `end` once it is told to, and after a while by itself. */
function forAWhile(end: () => void): () => void {
  const patience = setTimeout(end, tokenPatienceMs)
  patience.unref()
  return () => {
    clearTimeout(patience)
    end()
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const sentence =
        cause.code === 'EADDRINUSE'
          ? `Port ${port} is in use by another program. Nothing was started; leave --port away to take a free one.`
          : `Pressmark could not open a port on this machine (${cause.code ?? cause.message}). Nothing was started.`
      reject(new AppError('unreachable', sentence, { cause }))
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('no port')
      resolve(address.port)
    })
  })
}

/** How long a page may take to answer that it is being left, in milliseconds. */
const farewellTimeoutMs = 1_000

async function closeAll(server: Server, sockets: WebSocketServer): Promise<void> {
  const hangUp = (): void => {
    for (const client of sockets.clients) client.terminate()
  }
  for (const client of sockets.clients) client.close(1001, 'Pressmark is closing')
  sockets.close()
  server.closeAllConnections()
  // A page that is asleep answers nothing; the server would wait half a minute for it.
  const patience = setTimeout(hangUp, farewellTimeoutMs)
  await new Promise<void>((resolve) => server.close(() => resolve()))
  clearTimeout(patience)
}
