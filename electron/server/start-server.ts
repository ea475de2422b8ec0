import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { maxFrameBytes } from '../../shared/api/frame.ts'
import { serve, type Application } from '../../shared/api/serve.ts'
import { AppError } from '../../shared/errors.ts'
import { securityHeaders } from '../web/content-security-policy.ts'
import { sendAsset } from './send-asset.ts'
import {
  isSameSecret,
  judgeRequest,
  judgeUpgrade,
  type GuardSecrets,
  type RequestFacts,
} from './guard.ts'
import { socketPort } from './socket-port.ts'

/** A running browser shell. `address` carries the launch token, good once. */
export type RunningServer = { address: string; origin: string; close(): Promise<void> }

/** How to start: which application, where the built interface lies, port 0 for any free one. */
export type ServerOptions = {
  application: Application
  rendererFolder: string
  port: number
  report: (bug: unknown) => void
}

/** Serves the application on the loopback address alone, to whoever holds the launch token. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const server = createServer()
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes })
  const port = await listen(server, options.port)
  const launchToken = { value: randomBytes(32).toString('base64url'), isUsed: false }
  const secrets: GuardSecrets = {
    origin: `http://127.0.0.1:${port}`,
    cookieName: `pressmark-${port}`,
    session: randomBytes(32).toString('base64url'),
  }
  server.on('request', (request, response) => {
    answer(request, response, { options, secrets, launchToken }).catch((bug: unknown) => {
      options.report(bug)
      response.destroy()
    })
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const verdict = judgeUpgrade(factsOf(request), secrets)
    if (verdict.route !== 'socket') {
      const status = verdict.route === 'refuse' ? verdict.status : 400
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      serve(options.application, socketPort(webSocket), options.report)
    })
  })
  return {
    address: `${secrets.origin}/#token=${launchToken.value}`,
    origin: secrets.origin,
    close: () => closeAll(server, sockets),
  }
}

type Run = {
  options: ServerOptions
  secrets: GuardSecrets
  launchToken: { value: string; isUsed: boolean }
}

async function answer(request: IncomingMessage, response: ServerResponse, run: Run): Promise<void> {
  const facts = factsOf(request)
  const verdict = judgeRequest(facts, run.secrets)
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  if (verdict.route === 'asset') {
    await sendAsset(response, run.options.rendererFolder, facts)
  } else if (verdict.route === 'session') {
    await openSession(request, response, run)
  } else {
    response.statusCode = verdict.route === 'refuse' ? verdict.status : 400
    request.resume()
    response.end()
  }
}

/** Exchanges the launch token for the session cookie. The token is spent by the first who has it. */
async function openSession(
  request: IncomingMessage,
  response: ServerResponse,
  { secrets, launchToken }: Run,
): Promise<void> {
  const token = await readToken(request)
  const isRight = token !== null && !launchToken.isUsed && isSameSecret(token, launchToken.value)
  if (!isRight) {
    response.statusCode = 403
    response.end()
    return
  }
  launchToken.isUsed = true
  response.statusCode = 204
  response.setHeader(
    'Set-Cookie',
    `${secrets.cookieName}=${secrets.session}; HttpOnly; SameSite=Strict; Path=/`,
  )
  response.end()
}

async function readToken(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > 1_024) return null
    chunks.push(chunk)
  }
  const match = /^\{\s*"token"\s*:\s*"([A-Za-z0-9_-]+)"\s*\}$/u.exec(
    Buffer.concat(chunks).toString('utf8').trim(),
  )
  return match?.[1] ?? null
}

function factsOf(request: IncomingMessage): RequestFacts {
  const url = request.url ?? '/'
  return {
    method: request.method ?? 'GET',
    path: url.split(/[?#]/u, 1)[0] ?? '/',
    host: request.headers.host,
    origin: request.headers.origin,
    contentType: request.headers['content-type'],
    cookie: request.headers.cookie,
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
