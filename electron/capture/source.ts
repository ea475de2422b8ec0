import type { Provenance } from '../../shared/domain/provenance.ts'
import type { ExtractionTask } from './extraction.ts'

/** The bytes behind a capture: the snapshot of what was fetched, or what was imported or pasted, untouched. */
export type RawBytes = {
  suffix: 'snapshot.wacz' | `original.${string}`
  mediaType: string
  bytes: Uint8Array
}

/**
 * The files that came along with an imported page, by the names that the page has for them; null where
 * one is there, but too large to be taken.
 */
export type BroughtFiles = ReadonlyMap<string, Uint8Array | null>

/**
 * Something to capture, read but not extracted yet. `raw` is null where a snapshot will hold the bytes.
 * `brought` is null for what was fetched; of anything else nothing is fetched, only taken from what came
 * along.
 */
export type Source = {
  key: string
  provenance: Provenance
  task: ExtractionTask
  raw: RawBytes | null
  brought: BroughtFiles | null
  warnings: string[]
}
