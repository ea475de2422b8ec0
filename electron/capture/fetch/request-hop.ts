import { Agent, buildConnector, request } from 'undici'
import type { Limits } from '../limits.ts'
import { checkLiteral, endpointOf, guardedLookup, type IsAllowedAddress } from './address-guard.ts'
import { acceptEncoding } from './decode-body.ts'
import { headersFrom, type Headers } from './headers.ts'
import { networkError, timedOut } from './network-errors.ts'
import { readBody } from './read-body.ts'

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
}

/** One answer: `wire` holds the body's bytes as they came, empty for a redirect or an error. */
export type Hop = {
  status: number
  headers: Headers
  wire: Uint8Array
  remoteAddress: string | null
}

/**
 * One GET, without following anything. The address is checked before the connection (literals) and
 * inside it (DNS answers); neither cookies nor credentials are sent.
 */
export async function requestHop(url: URL, options: HopOptions): Promise<Hop> {
  const { limits, signal, isAllowedAddress } = options
  const endpoint = endpointOf(url, options.hop)
  checkLiteral(endpoint, isAllowedAddress)
  let remoteAddress: string | null = null
  const connect = buildConnector({
    lookup: guardedLookup(endpoint, isAllowedAddress),
    timeout: limits.connectTimeoutMs,
  })
  const agent = new Agent({
    maxHeaderSize: 64 * 1024,
    connect: (target, callback) =>
      connect(target, (...result) => {
        remoteAddress = result[1]?.remoteAddress ?? null
        callback(...result)
      }),
  })
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
    const headers = headersFrom(answer.headers as unknown as readonly unknown[])
    // A body that is not read, or not to its end, fails when the agent goes: nobody waits for it.
    answer.body.on('error', () => undefined)
    const isPage = answer.statusCode >= 200 && answer.statusCode < 300
    const wire = isPage ? await readBody(answer.body, headers, url.host, options) : new Uint8Array()
    return { status: answer.statusCode, headers, wire, remoteAddress }
  } catch (error) {
    if (isTimeout(signal)) throw timedOut(url.host, phase, error)
    signal.throwIfAborted()
    throw networkError(error, url, phase)
  } finally {
    await agent.destroy()
  }
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
