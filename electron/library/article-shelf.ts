import { Article } from '../../shared/domain/article.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { AppError } from '../../shared/errors.ts'
import { nameOf, type Disk } from './disk.ts'
import { isMissing, readError } from './disk-errors.ts'
import { openDocument, type JsonDocument } from './json-document.ts'
import { articlePath, entryPath, type LibraryPaths } from './library-paths.ts'
import { mapConcurrently } from './map-concurrently.ts'
import { readWhereWhole } from './read-where-whole.ts'
import { describeUnreadable, type UnreadableArticle } from './unreadable-articles.ts'

/** An article as it lies on disk. */
export type ShelvedArticle = { article: Article; folder: string; document: JsonDocument<Article> }

/** The folders under `articles/`, each read again only when its article.json changed. */
export type ArticleShelf = {
  /** Every article that can be read, oldest id first; the rest are in the problem list. */
  list(): Promise<ShelvedArticle[]>
  find(id: Id): Promise<ShelvedArticle | null>
  /** Where an article lay when they were last listed; null for one that did not. Asks no disk. */
  lastFolderOf(id: Id): string | null
  /** The articles' folders that {@link ArticleShelf.list} left out, each with the reason. */
  unreadable(): Promise<UnreadableArticle[]>
}

const readersAtATime = 16

/** The shelf of a library. */
export function createArticleShelf(disk: Disk, paths: LibraryPaths): ArticleShelf {
  const documents = new Map<string, JsonDocument<Article>>()
  let folders = new Map<Id, string>()
  let unreadable: string[] = []

  const documentOf = (folder: string): JsonDocument<Article> => {
    const path = articlePath(folder)
    const known = documents.get(folder)
    const document = known ?? openDocument({ disk, path, schema: Article, initial: null })
    documents.set(folder, document)
    return document
  }

  async function list(): Promise<ShelvedArticle[]> {
    const found = await articleFolders(disk, paths)
    const read = await mapConcurrently(found, readersAtATime, (folder) =>
      readShelved(disk, folder, documentOf(folder)),
    )
    unreadable = found.filter((_, index) => read[index] === null)
    const shelved = onePerId(
      disk,
      read.filter((one) => one !== null),
    )
    forgetGoneFolders(disk, documents, new Set(found))
    folders = new Map(shelved.map(({ article, folder }) => [article.id, folder]))
    return shelved.sort((a, b) => (a.article.id < b.article.id ? -1 : 1))
  }

  async function find(id: Id): Promise<ShelvedArticle | null> {
    const folder = folders.get(id)
    if (folder !== undefined) {
      const shelved = await readShelved(disk, folder, documentOf(folder))
      if (shelved?.article.id === id) return shelved
    }
    return (await list()).find(({ article }) => article.id === id) ?? null
  }

  return {
    list,
    find,
    lastFolderOf: (id) => folders.get(id) ?? null,
    async unreadable() {
      await list()
      const described = await mapConcurrently(unreadable, readersAtATime, (one) =>
        describeUnreadable(disk, one),
      )
      // A folder in which nothing speaks of an article is somebody's own; the problem list names it.
      return described.filter(({ id, code }) => id !== null || code !== 'not-found')
    },
  }
}

/** The folders of articles: two levels down, month and article. */
async function articleFolders(disk: Disk, paths: LibraryPaths): Promise<string[]> {
  const months = await foldersIn(disk, paths.articles)
  const inMonths = await mapConcurrently(months, readersAtATime, (month) => foldersIn(disk, month))
  return inMonths.flat()
}

async function foldersIn(disk: Disk, folder: string): Promise<string[]> {
  try {
    const entries = await disk.fs.readFolder(folder)
    disk.problems.clear(nameOf(disk, folder))
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entryPath(folder, entry.name))
  } catch (error) {
    if (isMissing(error)) return []
    const told = readError(error, nameOf(disk, folder))
    if (!(told instanceof AppError)) throw told
    disk.problems.report({ code: told.code, message: told.message, path: nameOf(disk, folder) })
    return []
  }
}

/** The article in a folder, or null with its problem reported. */
async function readShelved(
  disk: Disk,
  folder: string,
  document: JsonDocument<Article>,
): Promise<ShelvedArticle | null> {
  const path = nameOf(disk, folder)
  const article = await readWhereWhole(document)
  if (article instanceof AppError) return null
  if (article !== null) {
    disk.problems.clear(path)
    return { article, folder, document }
  }
  const message = `“${path}” holds no article.json: the article is unfinished or not synced yet. Its files are kept; it appears here when they are complete.`
  disk.problems.report({ code: 'not-found', message, path })
  return null
}

/** A folder that was copied whole holds an article twice; the first is shown, the copy reported. */
function onePerId(disk: Disk, shelved: readonly ShelvedArticle[]): ShelvedArticle[] {
  const byId = new Map<Id, ShelvedArticle>()
  for (const one of [...shelved].sort((a, b) => (a.folder < b.folder ? -1 : 1))) {
    const first = byId.get(one.article.id)
    if (first === undefined) {
      byId.set(one.article.id, one)
      continue
    }
    const path = nameOf(disk, one.folder)
    const message = `“${path}” is a copy of “${nameOf(disk, first.folder)}”, which is the one shown. Both are kept; move one of them out of the library.`
    disk.problems.report({ code: 'already-exists', message, path })
  }
  return [...byId.values()]
}

function forgetGoneFolders(
  disk: Disk,
  documents: Map<string, JsonDocument<Article>>,
  found: ReadonlySet<string>,
): void {
  for (const folder of documents.keys()) {
    if (found.has(folder)) continue
    documents.delete(folder)
    const path = nameOf(disk, folder)
    for (const problem of disk.problems.all()) {
      if (problem.path === path || problem.path.startsWith(`${path}/`)) {
        disk.problems.clear(problem.path)
      }
    }
  }
}
