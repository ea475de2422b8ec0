import { lookup as dnsLookup, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { AppError } from '../../../shared/errors.ts'

/** Says whether the researcher allowed one host and port of their own network. */
export type IsAllowedAddress = (host: string, port: number) => boolean

/** Where a request goes: the host without brackets, the port explicit or default, the hop from 0. */
export type Endpoint = { host: string; port: number; hop: number }

/** The endpoint that a parsed http or https URL names. */
export function endpointOf(url: URL, hop: number): Endpoint {
  const defaultPort = url.protocol === 'https:' ? 443 : 80
  return {
    host: url.hostname.replace(/^\[(.*)\]$/u, '$1'),
    port: url.port === '' ? defaultPort : Number(url.port),
    hop,
  }
}

/**
 * True for an IP address that anybody on the internet could reach.
 *
 * Everything special is refused: loopback, private, link-local (cloud metadata), carrier NAT,
 * documentation, multicast, and the IPv6 forms that carry an IPv4 address (mapped ones are
 * unwrapped first; NAT64, 6to4 and Teredo are refused whole).
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/%.*$/u, '')
  if (!ipaddr.isValid(bare)) return false
  const parsed = ipaddr.process(bare)
  if (parsed.range() !== 'unicast') return false
  // The deprecated IPv4-compatible form, ::a.b.c.d, is reached as IPv4 by some systems.
  return parsed.kind() === 'ipv4' || !/^::(?:[0-9a-f]{1,4}:)?[0-9a-f]{1,4}$/iu.test(bare)
}

/**
 * The refusal, with the facts that the action *Allow HOST:PORT* needs. A place that a page chose by
 * a redirect (`hop` above 0) is not offered: only an address that a person gave can be allowed.
 */
export function blockedAddress({ host, port, hop }: Endpoint): AppError {
  const shown = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const message =
    hop === 0
      ? `This address is on your own network (${shown}), so nothing was requested from it. If you trust it, allow ${shown} and try again.`
      : `The page sends its readers on to an address on your own network (${shown}), so nothing was requested from it. If that is the page you want, paste its own address.`
  return new AppError('blocked-address', message, { facts: { host, port, hop } })
}

/**
 * Refuses an IP literal that is not public. Needed beside {@link guardedLookup}, since no look-up
 * happens for a literal. Call it after `new URL()`, which unmasks 127.1, 0x7f000001 and the like.
 */
export function checkLiteral(endpoint: Endpoint, isAllowed: IsAllowedAddress): void {
  const isLiteral = ipaddr.isValid(endpoint.host)
  if (!isLiteral || isPublicAddress(endpoint.host)) return
  if (!isAllowed(endpoint.host, endpoint.port)) throw blockedAddress(endpoint)
}

/**
 * A DNS look-up that hands only public answers to the connection, so that what was checked is what
 * is connected to; a name with none of them is refused.
 */
export function guardedLookup(
  endpoint: Endpoint,
  isAllowed: IsAllowedAddress,
  resolve: typeof dnsLookup = dnsLookup,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error !== null) {
        callback(error, '', 0)
        return
      }
      const isFree = isAllowed(endpoint.host, endpoint.port)
      const reachable = isFree
        ? addresses
        : addresses.filter(({ address }) => isPublicAddress(address))
      const [first] = reachable
      if (first === undefined) callback(blockedAddress(endpoint), '', 0)
      else if (options.all === true) callback(null, reachable)
      else callback(null, first.address, first.family)
    })
  }
}
