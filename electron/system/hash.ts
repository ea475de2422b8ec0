import { createHash } from 'node:crypto'
import type { Sha256 } from '../../shared/domain/sha256.ts'

/** The SHA-256 of bytes, or of a text in UTF-8. */
export function sha256Of(bytes: Uint8Array | string): Sha256 {
  return createHash('sha256').update(bytes).digest('hex')
}
