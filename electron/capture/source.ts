import type { Provenance } from '../../shared/domain/provenance.ts'
import type { ExtractionTask } from './extraction.ts'

/** The bytes behind a capture: the snapshot of what was fetched, or what was imported or pasted, untouched. */
export type RawBytes = {
  suffix: 'snapshot.wacz' | `original.${string}`
  mediaType: string
  bytes: Uint8Array
}

/** Something to capture, read but not extracted yet; `raw` null where a snapshot will hold the bytes. */
export type Source = {
  key: string
  provenance: Provenance
  task: ExtractionTask
  raw: RawBytes | null
  warnings: string[]
}
