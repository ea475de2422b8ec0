import { z } from 'zod'
import { Instant } from './instant.ts'
import { Sha256 } from './sha256.ts'

/** Name and version of each program that had a hand in a version. */
const Software = z.record(z.string(), z.string())

/** How a version's bytes became characters: the encoding and why it was chosen. */
export const Charset = z.strictObject({ name: z.string(), how: z.string() })
export type Charset = z.infer<typeof Charset>

/**
 * The certificate that the site showed: names as the certificate writes them, the SHA-256 of its
 * DER form, and the whole of it as PEM, so that others can check what it signs.
 */
export const TlsProvenance = z.strictObject({
  protocol: z.string(),
  subject: z.string(),
  issuer: z.string(),
  validFrom: Instant,
  validTo: Instant,
  sha256: Sha256,
  pem: z.string(),
})
export type TlsProvenance = z.infer<typeof TlsProvenance>

/** Something that the page needs and the snapshot lacks, with the reason as a sentence. */
export const NotKept = z.strictObject({ url: z.string(), reason: z.string() })
export type NotKept = z.infer<typeof NotKept>

/**
 * A page fetched from the web. `headers` are the final answer's, in order, Set-Cookie values
 * replaced by their SHA-256; request cookies and authorization are never sent, nor kept.
 * `localOffsetMinutes` is how far the computer's clock ran ahead of UTC; `notKept` names what the
 * snapshot of the page lacks. Captures of the first weeks say none of the last three.
 */
export const FetchedProvenance = z.strictObject({
  kind: z.literal('fetched'),
  requestedUrl: z.string(),
  finalUrl: z.string(),
  redirects: z.array(
    z.strictObject({ url: z.string(), status: z.number().int(), location: z.string() }),
  ),
  startedAt: Instant,
  finishedAt: Instant,
  status: z.number().int(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  remoteAddress: z.string().nullable(),
  tls: TlsProvenance.nullable().optional(),
  localOffsetMinutes: z.number().int().optional(),
  notKept: z.array(NotKept).optional(),
  mediaType: z.string(),
  charset: Charset,
  wireBytes: z.number().int(),
  wireSha256: Sha256,
  software: Software,
})

/** A file that the researcher gave; `claimedUrl` is what the file or the researcher says of it. */
export const ImportedProvenance = z.strictObject({
  kind: z.literal('imported'),
  fileName: z.string(),
  claimedUrl: z.string().nullable(),
  startedAt: Instant,
  finishedAt: Instant,
  mediaType: z.string(),
  charset: Charset,
  sizeBytes: z.number().int(),
  sha256: Sha256,
  software: Software,
})

/** Text that the researcher pasted, with what they said of it. */
export const PastedProvenance = z.strictObject({
  kind: z.literal('pasted'),
  claimedUrl: z.string().nullable(),
  startedAt: Instant,
  finishedAt: Instant,
  sizeBytes: z.number().int(),
  sha256: Sha256,
  software: Software,
})

/** Where a version comes from. */
export const Provenance = z.discriminatedUnion('kind', [
  FetchedProvenance,
  ImportedProvenance,
  PastedProvenance,
])
export type Provenance = z.infer<typeof Provenance>
export type FetchedProvenance = z.infer<typeof FetchedProvenance>
export type ImportedProvenance = z.infer<typeof ImportedProvenance>
export type PastedProvenance = z.infer<typeof PastedProvenance>
