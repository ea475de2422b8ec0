import { contextOf, findQuote } from '../../../shared/anchoring/find-quote.ts'
import type { Passage } from '../../../shared/anchoring/describe.ts'
import type { Handlers } from '../../../shared/api/serve.ts'
import { AppError } from '../../../shared/errors.ts'
import type { AppContext } from '../app-context.ts'
import { annotate } from './create-annotation.ts'
import { articleOf, versionOf } from './stored-article.ts'

/** Annotates the one place in the latest version where these words stand. */
export function createAnnotationByQuote(
  context: AppContext,
): Handlers['annotations.createByQuote'] {
  return async ({ articleId, quote, tags, note }) => {
    const article = await articleOf(context, articleId)
    const { entry } = versionOf(article)
    const { text } = await context.library.articles.readVersion(article, entry.id)
    const passage = theOnePlace(
      text,
      findQuote(text, {
        exact: quote.exact,
        ...(quote.prefix === undefined ? {} : { prefix: quote.prefix }),
        ...(quote.suffix === undefined ? {} : { suffix: quote.suffix }),
      }),
    )
    return annotate(context, { articleId, versionId: entry.id, passage, tags, note })
  }
}

function theOnePlace(text: string, places: readonly Passage[]): Passage {
  const [only, another] = places
  if (only === undefined) {
    throw new AppError(
      'quote-not-found',
      'These words stand nowhere in the article (0 places). Nothing was changed; copy them from the text, or check the words given as what stands before and after.',
      { facts: { count: 0, contexts: [] } },
    )
  }
  if (another === undefined) return only
  const contexts = places.map((place) => contextOf(text, place))
  const shown = contexts.slice(0, 20).map((context, index) => `  ${index + 1}. ${context}`)
  if (contexts.length > shown.length) shown.push(`  … and ${contexts.length - shown.length} more`)
  throw new AppError(
    'quote-ambiguous',
    `These words stand in ${places.length} places. Nothing was changed; give more words, or what stands before (--prefix) or after (--suffix):\n${shown.join('\n')}`,
    { facts: { count: places.length, contexts } },
  )
}
