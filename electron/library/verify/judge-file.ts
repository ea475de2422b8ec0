import type { Sha256 } from '../../../shared/domain/sha256.ts'
import type { FileReading } from './read-through.ts'

/** What vouches for a file: the record that names it, and the lines of the journals. */
export type Pins = {
  record: { sha256: Sha256; sizeBytes: number | null } | null
  journal: ReadonlySet<Sha256>
}

/**
 * What a file is by its pins. `by-journal`: the record agrees with it, and the journal does not, so both were
 * changed together. `record-only`: the file is what the journal says, and what names it was changed.
 */
export type Verdict =
  | { state: 'same' }
  | { state: 'unknown' }
  | { state: 'missing'; expected: Sha256 | null }
  | { state: 'unreadable'; message: string }
  | { state: 'altered'; by: 'record' | 'journal' | 'record-only'; expected: Sha256 }

/** Holds a file against everything that vouches for it. */
export function judgeFile(reading: FileReading, { record, journal }: Pins): Verdict {
  const [first = null] = journal
  switch (reading.state) {
    case 'missing':
      return { state: 'missing', expected: record?.sha256 ?? first }
    case 'unreadable':
      return reading
    case 'read':
      break
  }
  const { sha256, sizeBytes } = reading
  const fitsRecord =
    record !== null &&
    record.sha256 === sha256 &&
    (record.sizeBytes === null || record.sizeBytes === sizeBytes)
  const fitsJournal = journal.has(sha256) && journal.size === 1
  if (record === null && first === null) return { state: 'unknown' }
  if (fitsRecord && (fitsJournal || first === null)) return { state: 'same' }
  if (record === null) {
    if (fitsJournal || first === null) return { state: 'same' }
    return { state: 'altered', by: 'journal', expected: first }
  }
  if (fitsRecord) return { state: 'altered', by: 'journal', expected: first ?? record.sha256 }
  if (fitsJournal) return { state: 'altered', by: 'record-only', expected: record.sha256 }
  return { state: 'altered', by: 'record', expected: record.sha256 }
}
