import type { Node } from 'prosemirror-model'
import type { Handlers } from '../../../shared/api/serve.ts'
import type { PassageView } from '../../../shared/api/views.ts'
import type { Annotation } from '../../../shared/domain/annotation.ts'
import { latestVersion, versionsInOrder, type Article } from '../../../shared/domain/article.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { inReadingOrder } from '../../../shared/domain/reading-order.ts'
import { AppError } from '../../../shared/errors.ts'
import { textBlocksOf } from '../../../shared/text/text-of.ts'
import type { AppContext } from '../app-context.ts'
import { annotationViewer, type AnnotationViewer } from './annotation-view.ts'
import { articleTitle } from './article-row.ts'

/** How many characters of context stand around a passage in a list. */
const contextCharacters = 160

type StoredText = { document: Node; text: string }

/** Every live annotation of the library; articles captured last come first. */
export function listPassages(context: AppContext): Handlers['passages.list'] {
  const { library } = context
  return async () => {
    const view = await annotationViewer(context)
    const articles = (await library.articles.list()).filter(({ removed }) => removed === null)
    articles.sort((a, b) => (latestVersion(a).capturedAt < latestVersion(b).capturedAt ? 1 : -1))
    const passages: PassageView[] = []
    for (const article of articles) {
      const annotations = await library.annotations.ofArticle(article.id)
      const live = annotations.filter(({ removed }) => removed === null)
      passages.push(...(await passagesOf(context, article, live.sort(inReadingOrder), view)))
    }
    return { passages }
  }
}

async function passagesOf(
  context: AppContext,
  article: Article,
  annotations: readonly Annotation[],
  view: AnnotationViewer,
): Promise<PassageView[]> {
  const versions = versionsInOrder(article)
  const texts = new Map<Id, StoredText | null>()
  const passages: PassageView[] = []
  for (const annotation of annotations) {
    const { versionId } = annotation.target
    const index = versions.findIndex(({ id }) => id === versionId)
    const entry = versions[index]
    if (!texts.has(versionId)) {
      const isHere = entry !== undefined
      texts.set(versionId, isHere ? await readOrNull(context, article, versionId) : null)
    }
    passages.push({
      view: view(annotation),
      articleId: article.id,
      title: articleTitle(article),
      outlet: article.metadata.outlet.value,
      published: article.metadata.published.value?.day ?? null,
      capturedAt: entry?.capturedAt ?? null,
      version: entry === undefined ? null : index + 1,
      isLatest: index === versions.length - 1,
      ...surroundings(annotation, texts.get(versionId) ?? null),
    })
  }
  return passages
}

/** A damaged version keeps its passages in the list, with the quote that each carries itself. */
async function readOrNull(
  { library }: AppContext,
  article: Article,
  versionId: Id,
): Promise<StoredText | null> {
  try {
    return await library.articles.readVersion(article, versionId)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

function surroundings(
  { target }: Annotation,
  stored: StoredText | null,
): Pick<PassageView, 'before' | 'after' | 'paragraph'> {
  const { position, quote } = target
  if (position === null || quote === null) return { before: '', after: '', paragraph: null }
  if (stored === null) return { before: quote.prefix, after: quote.suffix, paragraph: null }
  const { start, end } = position
  const blocks = textBlocksOf(stored.document)
  const block = blocks.findLast((candidate) => candidate.start <= start)
  const last = blocks.find((candidate) => candidate.end >= end)
  const from = Math.max(block?.start ?? 0, start - contextCharacters)
  const to = Math.min(last?.end ?? end, end + contextCharacters)
  return {
    before: stored.text.slice(from, start).toWellFormed(),
    after: stored.text.slice(end, to).toWellFormed(),
    paragraph: block === undefined ? null : paragraphNumber(stored.document, block.top),
  }
}

const uncounted = new Set(['title', 'standfirst', 'figure'])

/** The number of a top-level block as a reader counts: no title, no standfirst, no pictures. */
function paragraphNumber(document: Node, top: number): number | null {
  const isCounted = ({ type }: Node): boolean => !uncounted.has(type.name)
  const block = document.maybeChild(top)
  if (block === null || !isCounted(block)) return null
  return document.children.slice(0, top + 1).filter(isCounted).length
}
