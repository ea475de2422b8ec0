import type { Measurement } from './measurement.ts'

/** What a bench is given: where to work, and a way to say how far it is. */
export type BenchRequest = {
  /** What `--in` named: the folder on whose disk to measure. Null: the system's temporary folder. */
  input: string | null
  note: (text: string) => void
}

/** One bench: it makes what it measures, measures, and cleans up after itself. */
export type Bench = {
  about: string
  run: (request: BenchRequest) => Promise<Measurement[]>
}
