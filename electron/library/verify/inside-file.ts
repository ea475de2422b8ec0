import type { VersionFile } from '../../../shared/domain/version.ts'
import { checkWacz } from '../../evidence/check-wacz.ts'

/** What is wrong inside of a file whose hash is right, in a sentence each. */
export type InsideCheck = (bytes: Uint8Array) => Promise<readonly string[]> | readonly string[]

/**
 * What is looked at inside of a file, by what it is for: a file can be what was kept, and not hold together
 * in itself. Files of other roles are bytes with a hash, and read a piece at a time.
 */
const insideChecks: Partial<Record<VersionFile['role'], InsideCheck>> = {
  snapshot: async (bytes) => (await checkWacz(bytes)).faults.map(({ sentence }) => sentence),
}

/** The look inside of files of a role; null where the hash says it all. */
export function insideCheckOf(role: VersionFile['role']): InsideCheck | null {
  return insideChecks[role] ?? null
}
