import type { Article } from '../../shared/domain/article.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { AppError } from '../../shared/errors.ts'
import type { ArticleShelf } from './article-shelf.ts'
import { commitVersion, type CommitContext, type Committed } from './commit-version.ts'
import type { Disk } from './disk.ts'
import type { NewVersion } from './new-version.ts'
import { readMedia, readVersion, type StoredVersion } from './read-version.ts'
import type { UnreadableArticle } from './unreadable-articles.ts'

/** The articles of a library, removed ones (tombstones) included. */
export type ArticleRepository = {
  list(): Promise<Article[]>
  /** Folders of articles that cannot be read, each with the reason in a sentence. */
  unreadable(): Promise<UnreadableArticle[]>
  get(id: Id): Promise<Article | null>
  commit(version: NewVersion): Promise<Committed>
  readVersion(article: Article, versionId: Id): Promise<StoredVersion>
  readMedia(
    article: Article,
    file: string,
  ): Promise<{ mediaType: string; bytes: Uint8Array<ArrayBuffer> }>
}

/** The articles on a shelf. */
export function createArticleRepository(context: CommitContext): ArticleRepository {
  const { disk, shelf } = context
  return {
    list: async () => (await shelf.list()).map(({ article }) => article),
    get: async (id) => (await shelf.find(id))?.article ?? null,
    unreadable: () => shelf.unreadable(),
    commit: (version) => commitVersion(context, version),
    readVersion: (article, versionId) =>
      inFolder(disk, shelf, article, (folder) => readVersion(disk, folder, article, versionId)),
    readMedia: (article, file) =>
      inFolder(disk, shelf, article, (folder) => readMedia(disk, folder, article, file)),
  }
}

async function inFolder<T>(
  disk: Disk,
  shelf: ArticleShelf,
  article: Article,
  read: (folder: string) => Promise<T>,
): Promise<T> {
  const shelved = await shelf.find(article.id)
  if (shelved !== null) return read(shelved.folder)
  throw new AppError(
    'not-found',
    `The article ${article.id} is no longer in “${disk.root}”: its folder was moved, deleted or damaged outside Pressmark. Put it back to read it.`,
  )
}
