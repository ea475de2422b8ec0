import type { Handlers } from '../../../shared/api/serve.ts'
import type { Article } from '../../../shared/domain/article.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { AppError } from '../../../shared/errors.ts'
import type { AppContext } from '../app-context.ts'

type Found = { articleId: Id; annotationId: Id | null }

/** The one article or annotation whose id holds the given characters. Articles win over passages. */
export function resolveId({ library }: AppContext): Handlers['ids.resolve'] {
  return async ({ part }) => {
    const articles = (await library.articles.list()).filter(({ removed }) => removed === null)
    const damaged = await library.articles.unreadable()
    const ids = [...articles.map(({ id }) => id), ...damaged.flatMap(({ id }) => id ?? [])]
    const matches: Found[] = ids
      .filter((id) => id.includes(part))
      .map((id) => ({ articleId: id, annotationId: null }))
    if (matches.length === 0) matches.push(...(await annotationsOf(library, articles, part)))
    if (matches.length === 0) matches.push(...(await membersOf(library, part)))
    return theOne(matches, part)
  }
}

async function annotationsOf(
  library: AppContext['library'],
  articles: readonly Article[],
  part: string,
): Promise<Found[]> {
  const found: Found[] = []
  for (const article of articles) {
    for (const { id, removed } of await library.annotations.ofArticle(article.id)) {
      if (removed === null && id.includes(part))
        found.push({ articleId: article.id, annotationId: id })
    }
  }
  return found
}

/** What is gone, and still a member of a collection: by its id it can be taken out of there. */
async function membersOf(library: AppContext['library'], part: string): Promise<Found[]> {
  const { collections } = await library.collections.read()
  const members = collections.flatMap(({ removed, members: own }) => (removed === null ? own : []))
  const byId = new Map(members.map((member) => [member.annotationId ?? member.articleId, member]))
  return [...byId].flatMap(([id, member]) => (id.includes(part) ? [member] : []))
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
