import type { Handlers } from '../../../shared/api/serve.ts'
import type { ArticleListItem } from '../../../shared/api/views.ts'
import type { Annotation } from '../../../shared/domain/annotation.ts'
import { latestVersion, type Article } from '../../../shared/domain/article.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { onlyClaimed } from '../../../shared/domain/provenance.ts'
import { currentTag, type Codebook } from '../../../shared/domain/tag.ts'
import { AppError } from '../../../shared/errors.ts'
import { inlineTextOf } from '../../../shared/text/text-of.ts'
import type { AppContext } from '../app-context.ts'
import { articleRow } from './article-row.ts'

/** What the list shows of a version. Versions never change, so it is read once. */
type VersionFacts = Pick<ArticleListItem, 'standfirst' | 'textLength' | 'fileClaims'>

/** The articles of the library, the ones captured last first. */
export function listArticles({ library }: AppContext): Handlers['articles.list'] {
  const known = new Map<Id, VersionFacts>()
  const factsOf = async (article: Article): Promise<VersionFacts> => {
    const { id } = latestVersion(article)
    const facts = known.get(id) ?? (await readFacts(library, article, id))
    if (facts.textLength > 0) known.set(id, facts)
    return facts
  }
  return async () => {
    const [articles, codebook] = await Promise.all([
      library.articles.list(),
      library.codebook.read(),
      library.lookOver(),
    ])
    const live = articles.filter((article) => article.removed === null)
    const items: ArticleListItem[] = []
    for (const article of live) {
      const annotations = await library.annotations.ofArticle(article.id)
      items.push(listItem(article, annotations, codebook, await factsOf(article)))
    }
    items.sort((a, b) => newestFirst(a.row, b.row))
    return { articles: items, problems: library.problems() }
  }
}

/** Of two that were captured in one millisecond, the one that was kept last comes first. */
function newestFirst(a: ArticleListItem['row'], b: ArticleListItem['row']): number {
  if (a.capturedAt !== b.capturedAt) return a.capturedAt < b.capturedAt ? 1 : -1
  return a.id < b.id ? 1 : -1
}

async function readFacts(
  library: AppContext['library'],
  article: Article,
  versionId: Id,
): Promise<VersionFacts> {
  try {
    const { document, text, record } = await library.articles.readVersion(article, versionId)
    let standfirst: string | null = null
    document.forEach((block) => {
      if (block.type.name === 'standfirst' && standfirst === null) standfirst = inlineTextOf(block)
    })
    const fileClaims = onlyClaimed(article.key, record.provenance)
    return { standfirst, textLength: text.length, fileClaims }
  } catch (error) {
    // A damaged version is among the library's problems; its row stays, so that it can be opened
    // and the reason read there.
    if (error instanceof AppError) {
      return { standfirst: null, textLength: 0, fileClaims: null }
    }
    throw error
  }
}

function listItem(
  article: Article,
  annotations: readonly Annotation[],
  codebook: Codebook,
  facts: VersionFacts,
): ArticleListItem {
  return {
    row: articleRow(article, annotations, codebook),
    standfirst: facts.standfirst,
    textLength: facts.textLength,
    lastUnchanged: article.lastUnchanged?.at ?? null,
    fileClaims: facts.fileClaims,
    passages: passagesOf(article, annotations, codebook, facts.textLength),
  }
}

function passagesOf(
  article: Article,
  annotations: readonly Annotation[],
  codebook: Codebook,
  textLength: number,
): ArticleListItem['passages'] {
  const { id } = latestVersion(article)
  return annotations.flatMap(({ removed, target, tagIds }) => {
    const { position, versionId } = target
    if (removed !== null || position === null || versionId !== id || textLength === 0) return []
    const tag = tagIds.map((tagId) => currentTag(codebook, tagId)).find((found) => found !== null)
    return [
      {
        start: Math.min(1, position.start / textLength),
        end: Math.min(1, position.end / textLength),
        hue: tag?.hue ?? null,
      },
    ]
  })
}
