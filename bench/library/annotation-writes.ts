import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe } from '../../shared/anchoring/describe.ts'
import type { Target } from '../../shared/domain/annotation.ts'
import type { Library } from '../../electron/library/open-library.ts'
import {
  annotate,
  type InventedLibrary,
  type OpenApplication,
  type WrittenArticle,
} from '../fiction/invented-library.ts'
import { inventPassages, type InventedPassage } from '../fiction/invent-passages.ts'
import { compared, timed, type Measurement } from '../measurement.ts'
import { annotationsFile, articleFolders, untilUnlocked, writeBare } from './bare-files.ts'

const against = 'write, fsync, rename and folder fsync of the same bytes in the same folder'

/**
 * The write of one annotation, on disk and in the journal, in turns with the bare write of the bytes
 * that the annotations' file then has: by the library alone, which is what the goal is about, then by
 * the whole application, as a window's call.
 */
export async function measureAnnotationWrites(
  invented: InventedLibrary,
  app: OpenApplication,
  articles: readonly WrittenArticle[],
  rounds: number,
): Promise<Measurement[]> {
  const library = await invented.openLibrary()
  const folders = await articleFolders(invented.folder)
  const machine = join(invented.root, 'data')
  const inTurns = async (
    prepare: (article: WrittenArticle, passage: InventedPassage) => Promise<() => Promise<unknown>>,
  ): Promise<[own: number[], bare: number[]]> => {
    const own: number[] = []
    const bare: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const { article, folder, passage } = turn(articles, folders, round)
      const file = await annotationsFile(folder)
      const write = await prepare(article, passage)
      await timed(own, write)
      // What an act does after it has answered must not slow the bare write.
      await untilUnlocked(machine)
      const bytes = await readFile(file)
      await timed(bare, () => writeBare(join(folder, 'bare-write'), bytes))
    }
    return [own, bare]
  }
  const byLibrary = await inTurns(async (article, passage) => {
    const input = await newAnnotation(library, article, passage)
    return () => library.annotations.create(input)
  })
  const byApplication = await inTurns(
    async (article, { start, end, tag }) =>
      () =>
        annotate(app, article, { start, end }, tag),
  )
  await library.close()
  return [
    compared(
      { id: 'annotation-write', what: 'annotation write with journal', against, goal: 2.2 },
      ...byLibrary,
    ),
    compared(
      { id: 'annotation-call', what: 'the same as a call of the application', against },
      ...byApplication,
    ),
  ]
}

/** Whose turn it is: each article in order, and a passage of its text. */
function turn(
  articles: readonly WrittenArticle[],
  folders: ReadonlyMap<string, string>,
  round: number,
): { article: WrittenArticle; folder: string; passage: InventedPassage } {
  const article = articles[round % articles.length]
  if (article === undefined) throw new Error('there is no article to annotate')
  const folder = folders.get(article.id.slice(-8))
  const [passage] = inventPassages(10_000 + round, article.text, 1)
  if (folder === undefined || passage === undefined) throw new Error(`${article.title} is gone`)
  return { article, folder, passage }
}

/** What the application hands to the library: the target described, the tag known. */
async function newAnnotation(
  library: Library,
  article: WrittenArticle,
  { start, end }: InventedPassage,
) {
  const [known] = await library.annotations.ofArticle(article.id)
  if (known === undefined) throw new Error('an invented article is annotated from the start')
  const target: Target = { ...known.target, ...describe(article.text, { start, end }) }
  return { articleId: article.id, target, tagIds: known.tagIds, note: '', basedOn: null }
}
