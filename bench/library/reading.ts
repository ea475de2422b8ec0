import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type {
  InventedLibrary,
  OpenApplication,
  WrittenArticle,
} from '../fiction/invented-library.ts'
import { compared, timed, type Measurement } from '../measurement.ts'
import { articleFolders, filesToRead, readBare, writeBare } from './bare-files.ts'

const againstReading = 'reading the same files one after another, JSON parsed'

/** The list of a library: the first after a start, and the next, when nothing has changed. */
export async function measureList(
  library: InventedLibrary,
  count: number,
  rounds: number,
): Promise<Measurement[]> {
  const files = await filesOfAll(library)
  const first: number[] = []
  const next: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    await timed(bare, () => readBare(files))
    const app = await timed(first, async () => {
      const opened = await library.open()
      await opened.call('articles.list', {})
      return opened
    })
    await timed(next, () => app.call('articles.list', {}))
    await app.close()
  }
  const articles = `${count.toLocaleString('en')} articles`
  return [
    compared(
      { id: `list-${count}`, what: `first list of ${articles}`, against: againstReading },
      first,
      bare,
    ),
    compared(
      { id: `list-again-${count}`, what: `next list of ${articles}`, against: againstReading },
      next,
      bare,
    ),
  ]
}

/** One article opened as the Reader asks for it, each round another. */
export async function measureOpen(
  library: InventedLibrary,
  app: OpenApplication,
  articles: readonly WrittenArticle[],
  rounds: number,
): Promise<Measurement> {
  const folders = await articleFolders(library.folder)
  const own: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    // In steps that share no factor with round numbers of articles, so that all sorts come up.
    const article = articles[(round * 37) % articles.length]
    const folder = article && folders.get(article.id.slice(-8))
    if (!article || !folder) throw new Error('there is no article to open')
    const files = await filesToRead(folder)
    await timed(own, () => app.call('articles.open', { id: article.id }))
    await timed(bare, () => readBare(files))
  }
  return compared({ id: 'open', what: 'opening an article', against: againstReading }, own, bare)
}

/** Every passage of the library as one CSV file. */
export async function measureExport(
  library: InventedLibrary,
  app: OpenApplication,
  rounds: number,
): Promise<Measurement> {
  const files = await filesOfAll(library)
  const path = join(library.root, 'passages.csv')
  const own: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    await rm(path, { force: true })
    const request = { format: 'csv', path, force: false, selection: { kind: 'all' } } as const
    await timed(own, () => app.call('exports.write', request))
    const bytes = await readFile(path)
    await timed(bare, async () => {
      await readBare(files)
      await writeBare(join(library.root, 'bare.csv'), bytes)
    })
  }
  const against = `${againstReading}, and writing the same bytes`
  return compared({ id: 'export', what: 'export of all passages as CSV', against }, own, bare)
}

async function filesOfAll(library: InventedLibrary): Promise<string[]> {
  const files = [join(library.folder, 'codebook.json')]
  for (const folder of (await articleFolders(library.folder)).values()) {
    files.push(...(await filesToRead(folder)))
  }
  return files
}
