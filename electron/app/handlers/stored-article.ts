import { versionsInOrder, type Article, type VersionEntry } from '../../../shared/domain/article.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { AppError } from '../../../shared/errors.ts'
import type { AppContext } from '../app-context.ts'

/** The article with this id. Throws why it cannot be read, or `not-found`. */
export async function articleOf({ library }: AppContext, id: Id): Promise<Article> {
  const article = await library.articles.get(id)
  if (article === null) {
    const damaged = (await library.articles.unreadable()).find((one) => one.id === id)
    if (damaged !== undefined) throw new AppError(damaged.code, damaged.message)
  }
  if (article === null || article.removed !== null) {
    throw new AppError(
      'not-found',
      `There is no article ${id.slice(-8)} in this library. It may have been removed or not be synced yet; nothing was changed.`,
    )
  }
  return article
}

/** A version of the article and its number, or `not-found`; no id means the latest. */
export function versionOf(
  article: Article,
  versionId?: Id,
): { entry: VersionEntry; number: number } {
  const versions = versionsInOrder(article)
  const index =
    versionId === undefined
      ? versions.length - 1
      : versions.findIndex((version) => version.id === versionId)
  const entry = versions[index]
  if (entry === undefined) {
    throw new AppError(
      'not-found',
      'The article has no such version in this library; it may not be synced yet. Nothing was changed.',
    )
  }
  return { entry, number: index + 1 }
}
