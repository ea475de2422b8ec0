import type { Measurement } from './measurement.ts'

/** What a bench is given: where to work, and a way to say how far it is. */
export type BenchRequest = {
  /** What `--in` named: the folder on whose disk to measure. Null: the system's temporary folder. */
  input: string | null
  /** What `--out` named, for a bench that keeps a result of its own there (`keeps`). */
  output: string | null
  /** `--with-title`: only `extraction` knows it. */
  withTitle: boolean
  note: (text: string) => void
}

/** One bench: it makes what it measures, measures, and cleans up after itself. */
export type Bench = {
  about: string
  /** What the file of `--out` holds instead of the table, where it is something else. */
  keeps?: string
  run: (request: BenchRequest) => Promise<Measurement[]>
}
