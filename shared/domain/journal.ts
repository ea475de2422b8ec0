import { z } from 'zod'
import { Id } from './ids.ts'
import { Instant } from './instant.ts'
import { Sha256 } from './sha256.ts'

/** The acts that the custody log holds. */
export const journalActs = [
  'capture',
  'attempt',
  'unchanged',
  'annotate',
  'collect',
  'export',
  'unfinished',
] as const

/**
 * A line of `journal/<coder-id>-<device>.jsonl`.
 *
 * `files` maps a path inside the library (or of an export) to its SHA-256 after the act. `prev` is
 * the `self` of the line before, null in the first; `self` is the SHA-256 of the line without it.
 */
export const JournalLine = z.strictObject({
  seq: z.number().int().min(1),
  at: Instant,
  what: z.enum(journalActs),
  ids: z.record(z.string(), z.union([Id, z.array(Id)])),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  files: z.record(z.string(), Sha256),
  prev: Sha256.nullable(),
  self: Sha256,
})
export type JournalLine = z.infer<typeof JournalLine>

/** What a caller says of an act; the journal adds number, time and chain. */
export type JournalAct = Pick<JournalLine, 'what' | 'ids' | 'detail' | 'files'>
