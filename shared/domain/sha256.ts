import { z } from 'zod'

/** A SHA-256 in lower-case hexadecimal, 64 digits. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256')
export type Sha256 = z.infer<typeof Sha256>
