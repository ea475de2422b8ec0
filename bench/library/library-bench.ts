import type { Bench } from '../bench.ts'
import {
  overInventedLibrary,
  writeArticle,
  type InventedLibrary,
  type OpenApplication,
  type WrittenArticle,
} from '../fiction/invented-library.ts'
import type { Measurement } from '../measurement.ts'
import { measureAnnotationWrites } from './annotation-writes.ts'
import { measureExport, measureList, measureOpen } from './reading.ts'

/** How much is measured. */
export type LibrarySizes = {
  /** The length of every article. */
  characters: number
  /** Annotations are written in turn to so many articles, which hold `writePassages` before. */
  writeArticles: number
  writePassages: number
  writeRounds: number
  /** How many annotations the other articles hold. */
  passages: number
  /** Of the one library, growing. */
  listed: readonly number[]
  listRounds: number
  openRounds: number
  exportRounds: number
}

/**
 * What `npm run bench -- library` measures: articles as long as news are, with a handful of passages
 * each, as coded ones carry. In the middle of the writes an article holds 20: each round adds two.
 */
export const librarySizes: LibrarySizes = {
  characters: 4_000,
  writeArticles: 20,
  writePassages: 10,
  writeRounds: 200,
  passages: 5,
  listed: [200, 1_000],
  listRounds: 9,
  openRounds: 100,
  exportRounds: 5,
}

/** The cost of the library: a write beside the least a write can be, reading beside bare reading. */
export function libraryBench(sizes: LibrarySizes): Bench {
  return {
    about: 'writing an annotation, listing, opening, exporting',
    run: ({ input, note }) =>
      overInventedLibrary(input, (library) => measure(library, sizes, note)),
  }
}

async function measure(
  library: InventedLibrary,
  sizes: LibrarySizes,
  note: (text: string) => void,
): Promise<Measurement[]> {
  const app = await library.open()
  const articles: WrittenArticle[] = []
  const { characters } = sizes
  const growTo = async (count: number, passages: number): Promise<void> => {
    note(`writing articles, up to ${count} …`)
    while (articles.length < count) {
      articles.push(await writeArticle(app, articles.length + 1, { characters, passages }))
    }
  }
  await growTo(sizes.writeArticles, sizes.writePassages)
  note('writing annotations …')
  const found = await measureAnnotationWrites(library, app, articles, sizes.writeRounds)
  for (const count of sizes.listed) {
    await growTo(count, sizes.passages)
    note(`listing ${count} articles …`)
    found.push(...(await measureList(library, count, sizes.listRounds)))
  }
  return [...found, ...(await measureWhole(library, app, articles, sizes, note))]
}

async function measureWhole(
  library: InventedLibrary,
  app: OpenApplication,
  articles: readonly WrittenArticle[],
  sizes: LibrarySizes,
  note: (text: string) => void,
): Promise<Measurement[]> {
  note('opening articles, exporting all of them …')
  const opening = await measureOpen(library, app, articles, sizes.openRounds)
  const exporting = await measureExport(library, app, sizes.exportRounds)
  await app.close()
  return [opening, exporting]
}
