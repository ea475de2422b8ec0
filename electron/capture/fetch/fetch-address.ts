import type { TlsProvenance } from '../../../shared/domain/provenance.ts'
import { AppError } from '../../../shared/errors.ts'
import type { WireRecord } from '../../evidence/wire-record.ts'
import type { Limits } from '../limits.ts'
import type { IsAllowedAddress } from './address-guard.ts'
import { decodeBody } from './decode-body.ts'
import { headerOf, type Headers } from './headers.ts'
import { cancelled, timedOut } from './network-errors.ts'
import { recorded } from './recorded.ts'
import { requestHop, type Hop, type HopOptions } from './request-hop.ts'
import { statusError } from './status-error.ts'

/** A redirect on the way, addresses without credentials. */
export type Redirect = { url: string; status: number; location: string }

/** A body that was fetched: as it came (`wire`) and with its content encoding undone (`body`). */
export type Fetched = {
  finalUrl: URL
  redirects: Redirect[]
  status: number
  headers: Headers
  wire: Uint8Array
  body: Uint8Array
  remoteAddress: string | null
  tls: TlsProvenance | null
}

/** What a fetch is told: what it accepts, how much, until when. */
export type FetchOptions = {
  limits: Limits
  maxBytes: number
  totalMs: number
  userAgent: string
  accept: string
  signal: AbortSignal
  isAllowedAddress: IsAllowedAddress
  onBytes?: (done: number, total: number | null) => void
  /** Hears of every answer on the way, as evidence may keep it. */
  record?: (record: WireRecord) => void
}

/** Fetches an address, following redirects by hand and checking every hop like the first. */
export async function fetchAddress(start: URL, options: FetchOptions): Promise<Fetched> {
  if (options.signal.aborted) throw cancelled()
  const deadline = AbortSignal.timeout(options.totalMs)
  const signal = AbortSignal.any([options.signal, deadline])
  try {
    return await follow(start, { ...options, signal })
  } catch (error) {
    if (options.signal.aborted) throw cancelled()
    if (deadline.aborted && !(error instanceof AppError))
      throw timedOut(start.host, 'reading', error)
    throw error
  }
}

async function follow(start: URL, options: FetchOptions): Promise<Fetched> {
  const redirects: Redirect[] = []
  const seen = new Set<string>()
  let hasCookie = false
  let url = start
  for (;;) {
    seen.add(withoutFragment(url))
    const hop = await requestHop(url, hopOptions(options, redirects.length))
    hasCookie ||= headerOf(hop.headers, 'set-cookie') !== null
    const location = isRedirect(hop.status) ? headerOf(hop.headers, 'location') : null
    if (location === null) return arrive(url, redirects, hop, options)
    const next = nextAddress(location, url)
    redirects.push({ url: recorded(url), status: hop.status, location: recorded(next) })
    if (seen.has(withoutFragment(next))) throw goesRound(start, hasCookie)
    if (redirects.length > options.limits.redirects) throw neverEnds(start, options.limits)
    url = next
  }
}

async function arrive(
  url: URL,
  redirects: Redirect[],
  hop: Hop,
  options: FetchOptions,
): Promise<Fetched> {
  const { status, headers, wire } = hop
  if (status < 200 || status >= 300) throw statusError(status, headers, url.host)
  const body = await decodeBody(wire, headerOf(headers, 'content-encoding'), {
    host: url.host,
    limits: options.limits,
    signal: options.signal,
  })
  const { remoteAddress, tls } = hop
  return { finalUrl: url, redirects, status, headers, wire, body, remoteAddress, tls }
}

function hopOptions(options: FetchOptions, hop: number): HopOptions {
  const { onBytes = () => undefined, record = () => undefined } = options
  return { ...options, hop, onBytes, record }
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

function nextAddress(location: string, base: URL): URL {
  // Servers send UTF-8 here, which headers hand over byte by byte.
  const utf8 = Buffer.from(location, 'latin1').toString('utf8')
  const readable = utf8.includes('�') ? location : utf8
  if (!URL.canParse(readable, base.href)) {
    throw new AppError(
      'http-status',
      `${base.host} sends its readers on to something that is no address. Nothing was captured.`,
    )
  }
  const next = new URL(readable, base)
  if (next.protocol !== 'http:' && next.protocol !== 'https:') {
    throw new AppError(
      'unsupported-scheme',
      `${base.host} sends its readers on to a “${next.protocol}” address, which Pressmark never opens. Nothing was captured.`,
    )
  }
  // A fragment of the first address stays, as in a browser; the key leaves it out anyway.
  if (next.hash === '') next.hash = base.hash
  return next
}

function withoutFragment(url: URL): string {
  return recorded(url).replace(/#.*$/u, '')
}

function goesRound(start: URL, hasCookie: boolean): AppError {
  const why = hasCookie ? ' It may want a cookie, which Pressmark does not send.' : ''
  return new AppError(
    'too-many-redirects',
    `${start.host} sends its readers round in a circle.${why} Nothing was captured; save the page from your browser and add the file.`,
  )
}

function neverEnds(start: URL, limits: Limits): AppError {
  return new AppError(
    'too-many-redirects',
    `${start.host} sent its readers on more than ${limits.redirects} times, so the chase was given up. Nothing was captured.`,
  )
}
