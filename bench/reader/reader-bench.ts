import type { Bench } from '../bench.ts'
import { inventPassages } from '../fiction/invent-passages.ts'
import {
  overInventedLibrary,
  writeArticle,
  type InventedLibrary,
} from '../fiction/invented-library.ts'
import type { Measurement } from '../measurement.ts'
import { openBrowserWindow } from './browser-window.ts'
import { measureMemory } from './memory.ts'
import { measureOpening, type MeasuredArticle } from './opening.ts'
import { measureTagging } from './tagging.ts'

/** How much is measured. */
export type ReaderSizes = {
  characters: number
  passages: number
  openRounds: number
  tagRounds: number
  memoryRounds: number
}

/** What `npm run bench -- reader` measures. */
export const readerSizes: ReaderSizes = {
  characters: 20_000,
  passages: 1_000,
  openRounds: 15,
  tagRounds: 60,
  memoryRounds: 3,
}

/** The Reader over the built app in Chromium: an article under many annotations beside a plain one. */
export function readerBench(sizes: ReaderSizes): Bench {
  return {
    about: 'opening a densely annotated article, key to paint of a tag, memory',
    run: ({ input, note }) =>
      overInventedLibrary(input, (library) => measure(library, sizes, note)),
  }
}

async function measure(
  library: InventedLibrary,
  sizes: ReaderSizes,
  note: (text: string) => void,
): Promise<Measurement[]> {
  note(`writing ${sizes.passages} annotations …`)
  const [plain, annotated, tagged] = await writeArticles(library, sizes)
  note('starting the app …')
  const window = await openBrowserWindow(library)
  try {
    const { page } = window
    note('opening articles …')
    const opening = await measureOpening(page, plain, annotated, sizes.openRounds)
    const memory = await measureMemory(window, plain, annotated, sizes.memoryRounds)
    note('tagging sentences …')
    const tagging = await measureTagging(page, tagged, annotated, sizes.tagRounds)
    return [...opening, ...tagging, ...memory]
  } finally {
    await window.close()
  }
}

/** A plain article, one under many annotations, and a plain one to tag in: all of the same length. */
async function writeArticles(
  library: InventedLibrary,
  { characters, passages }: ReaderSizes,
): Promise<[plain: MeasuredArticle, annotated: MeasuredArticle, tagged: MeasuredArticle]> {
  const app = await library.open()
  const write = async (seed: number, count: number): Promise<MeasuredArticle> => {
    const article = await writeArticle(app, seed, { characters, passages: count })
    return { ...article, passages: inventPassages(seed, article.text, count) }
  }
  const plain = await write(1, 0)
  const annotated = await write(2, passages)
  const tagged = await write(3, 0)
  await app.close()
  return [plain, annotated, tagged]
}
