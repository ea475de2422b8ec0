import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { TlsProvenance } from '../../../shared/domain/provenance.ts'

/** What a connection's certificate says of the one who answered; null over plain HTTP. */
export function tlsOf(socket: Socket): TlsProvenance | null {
  if (!(socket instanceof TLSSocket)) return null
  const certificate = socket.getPeerX509Certificate()
  if (certificate === undefined) return null
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    subject: certificate.subject,
    issuer: certificate.issuer,
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(certificate.validTo).toISOString(),
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    pem: certificate.toString(),
  }
}
