import type { Handlers } from '../../../shared/api/serve.ts'
import type { AppContext } from '../app-context.ts'
import { articleOf } from './stored-article.ts'

/** The bytes of a picture of an article. */
export function readMedia(context: AppContext): Handlers['media.read'] {
  return async ({ articleId, file }) =>
    context.library.articles.readMedia(await articleOf(context, articleId), file)
}
