import type { Bench } from './bench.ts'
import { extractionBench } from './extraction/extraction-bench.ts'
import { libraryBench, librarySizes } from './library/library-bench.ts'
import { readerBench, readerSizes } from './reader/reader-bench.ts'

/** Every bench by its name: a new one is a module, and a line here. */
export const benches: ReadonlyMap<string, Bench> = new Map([
  ['extraction', extractionBench],
  ['library', libraryBench(librarySizes)],
  ['reader', readerBench(readerSizes)],
])
