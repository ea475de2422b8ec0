import type { Handlers } from '../../../shared/api/serve.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { AppError } from '../../../shared/errors.ts'
import type { AppContext } from '../app-context.ts'

type Found = { articleId: Id; annotationId: Id | null }

/** The one article or annotation whose id holds the given characters. Articles win over passages. */
export function resolveId({ library }: AppContext): Handlers['ids.resolve'] {
  return async ({ part }) => {
    const articles = (await library.articles.list()).filter(({ removed }) => removed === null)
    const matches: Found[] = articles
      .filter(({ id }) => id.includes(part))
      .map(({ id }) => ({ articleId: id, annotationId: null }))
    if (matches.length === 0) {
      for (const article of articles) {
        for (const { id, removed } of await library.annotations.ofArticle(article.id)) {
          if (removed === null && id.includes(part)) {
            matches.push({ articleId: article.id, annotationId: id })
          }
        }
      }
    }
    return theOne(matches, part)
  }
}

function theOne(matches: readonly Found[], part: string): Found {
  const [only, another] = matches
  if (only === undefined) {
    throw new AppError('not-found', `Nothing in this library has an id with “${part}” in it.`)
  }
  if (another !== undefined) {
    const ids = matches.map(({ annotationId, articleId }) => annotationId ?? articleId)
    throw new AppError(
      'ambiguous',
      `${matches.length} ids have “${part}” in them: ${ids.slice(0, 5).join(', ')}. Give more of the one you mean.`,
      { facts: { count: matches.length, ids } },
    )
  }
  return only
}
