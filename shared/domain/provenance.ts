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

/**
 * What a saved page says of itself, which nobody has checked: where and when it was saved, and where
 * that stands in it (a browser's `saved from url`, SingleFile's comment, the head of an MHTML file).
 */
export const FileClaims = z.strictObject({
  url: z.string().nullable(),
  savedAt: Instant.nullable(),
  by: z.enum(['browser', 'singlefile', 'mhtml']),
})
export type FileClaims = z.infer<typeof FileClaims>

/**
 * A file that the researcher gave; `claimedUrl` is what the researcher says of it, or else the file,
 * whose own claims are `fileClaims`, where it makes any.
 */
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
  fileClaims: FileClaims.optional(),
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

/**
 * What a version's address rests on, where that is the word of its file alone: then it is nobody's
 * fact, and its article goes by the hash of its bytes. Null where it was fetched, or a person said it.
 */
export function onlyClaimed(key: string, provenance: Provenance): FileClaims | null {
  if (provenance.kind !== 'imported' || !key.startsWith('sha256:')) return null
  return provenance.fileClaims ?? null
}

/** A claim in words, `saved from ADDRESS on INSTANT`; `address` is the claimed one as it is to stand there. */
export function wordsOfClaims({ url, savedAt }: FileClaims, address = url): string {
  const from = address === null ? '' : ` from ${address}`
  return `saved${from}${savedAt === null ? '' : ` on ${savedAt}`}`
}
