import type { CaptureContext } from '../../capture/capture.ts'
import type { AppContext } from '../app-context.ts'

/**
 * Which hosts and ports of one's own network may be reached: those allowed on this machine, and the one
 * of `address`, which a person asked for by name. A redirect to any other stays refused.
 */
export function allowedBy(
  app: AppContext,
  address: URL | null,
): CaptureContext['isAllowedAddress'] {
  const allowed = [...app.machine.settings().allowedAddresses]
  if (address !== null) {
    const standardPort = address.protocol === 'https:' ? 443 : 80
    const port = address.port === '' ? standardPort : Number(address.port)
    allowed.push({ host: address.hostname.replace(/^\[|\]$/gu, ''), port })
  }
  return (host, port) => allowed.some((entry) => entry.host === host && entry.port === port)
}
