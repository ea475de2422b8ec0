import type { Provenance } from '../../shared/domain/provenance.ts'
import type { ExtractionTask } from './extraction.ts'

/** The bytes behind a capture: what was fetched, imported or pasted, untouched. */
export type RawBytes = {
  suffix: 'response.bin' | `original.${string}`
  mediaType: string
  bytes: Uint8Array
}

/** Something to capture, read but not extracted yet. `isOffline`: its pictures are not fetched. */
export type Source = {
  key: string
  provenance: Provenance
  task: ExtractionTask
  raw: RawBytes
  isOffline: boolean
  warnings: string[]
}
