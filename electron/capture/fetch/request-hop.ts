import type { Socket } from 'node:net'
import { Agent, buildConnector, request, type Dispatcher } from 'undici'
import { now } from '../../../shared/domain/instant.ts'
import type { TlsProvenance } from '../../../shared/domain/provenance.ts'
import { withoutSecrets } from '../../evidence/secrets.ts'
import type { WireRecord } from '../../evidence/wire-record.ts'
import type { Limits } from '../limits.ts'
import { checkLiteral, endpointOf, guardedLookup, type IsAllowedAddress } from './address-guard.ts'
import { acceptEncoding } from './decode-body.ts'
import { headerLines, headersFrom, type Headers } from './headers.ts'
import { networkError, timedOut } from './network-errors.ts'
import { readBody, readSmallBody } from './read-body.ts'
import { recorded } from './recorded.ts'
import { sentHead } from './sent-headers.ts'
import { tlsOf } from './tls-of.ts'

/** What every request of one fetch shares. */
export type HopOptions = {
  hop: number
  limits: Limits
  maxBytes: number
  userAgent: string
  accept: string
  signal: AbortSignal
  isAllowedAddress: IsAllowedAddress
  onBytes: (done: number, total: number | null) => void
  /** Hears of the answer as it was on the wire, whatever its status is. */
  record: (record: WireRecord) => void
}

/** One answer: `wire` holds the body's bytes as they came, empty for a redirect or an error. */
export type Hop = {
  status: number
  headers: Headers
  wire: Uint8Array
  remoteAddress: string | null
  tls: TlsProvenance | null
}

/**
 * One GET, without following anything. The address is checked before the connection (literals) and
 * inside it (DNS answers); neither cookies nor credentials are sent.
 */
export async function requestHop(url: URL, options: HopOptions): Promise<Hop> {
  const { limits, signal, isAllowedAddress } = options
  const endpoint = endpointOf(url, options.hop)
  checkLiteral(endpoint, isAllowedAddress)
  let connection: Connection | null = null
  const connect = buildConnector({
    lookup: guardedLookup(endpoint, isAllowedAddress),
    timeout: limits.connectTimeoutMs,
    // Evidence holds the text of request and answer, and HTTP/2 has none.
    allowH2: false,
  })
  const agent = new Agent({
    maxHeaderSize: 64 * 1024,
    allowH2: false,
    connect: (target, callback) =>
      connect(target, (...result) => {
        // A failure comes alone, whatever the types say.
        const socket: Socket | null | undefined = result[1]
        if (socket) connection = connectionOf(socket)
        callback(...result)
      }),
  })
  const at = now()
  let phase: 'connecting' | 'reading' = 'connecting'
  try {
    const answer = await request(bareAddress(url), {
      dispatcher: agent,
      signal,
      responseHeaders: 'raw',
      headersTimeout: limits.headersTimeoutMs,
      bodyTimeout: limits.idleTimeoutMs,
      headers: {
        'user-agent': options.userAgent,
        accept: options.accept,
        'accept-language': 'en;q=0.8, *;q=0.5',
        'accept-encoding': acceptEncoding,
      },
    })
    phase = 'reading'
    return await read(answer, connection, { ...options, url, at })
  } catch (error) {
    if (isTimeout(signal)) throw timedOut(url.host, phase, error)
    signal.throwIfAborted()
    throw networkError(error, url, phase)
  } finally {
    await agent.destroy()
  }
}

/** Who is at the other end, asked while it is there. */
type Connection = { socket: Socket; remoteAddress: string | null; tls: TlsProvenance | null }

function connectionOf(socket: Socket): Connection {
  return { socket, remoteAddress: socket.remoteAddress ?? null, tls: tlsOf(socket) }
}

/** Reads an answer: a page to its end, of a redirect or an error what fits in the evidence. */
async function read(
  answer: Dispatcher.ResponseData,
  connection: Connection | null,
  options: HopOptions & { url: URL; at: string },
): Promise<Hop> {
  const { url, limits } = options
  const status = answer.statusCode
  const lines = headerLines(answer.headers as unknown as readonly unknown[])
  const headers = headersFrom(lines)
  const { remoteAddress, tls } = connection ?? { remoteAddress: null, tls: null }
  // A body that is not read, or not to its end, fails when the agent goes: nobody waits for it.
  answer.body.on('error', () => undefined)
  const isPage = status >= 200 && status < 300
  const { body, truncated } = isPage
    ? { body: await readBody(answer.body, headers, url.host, options), truncated: null }
    : await readSmallBody(answer.body, limits)
  options.record({
    url: recorded(bareAddress(url)),
    at: options.at,
    requestHead: (connection === null ? null : sentHead(connection.socket)) ?? '',
    status,
    reason: answer.statusText,
    headers: withoutSecrets(lines),
    body,
    truncated,
    remoteAddress,
  })
  return { status, headers, wire: isPage ? body : new Uint8Array(), remoteAddress, tls }
}

/** Whether the time that was set for all of a fetch is over; a person who stops it gives another reason. */
function isTimeout({ aborted, reason }: AbortSignal): boolean {
  return aborted && reason instanceof DOMException && reason.name === 'TimeoutError'
}

/** The address as it is requested: no credentials, no fragment. */
function bareAddress(url: URL): URL {
  const bare = new URL(url.href)
  bare.username = ''
  bare.password = ''
  bare.hash = ''
  return bare
}
