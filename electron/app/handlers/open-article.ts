import type { Handlers } from '../../../shared/api/serve.ts'
import { versionsInOrder } from '../../../shared/domain/article.ts'
import type { Annotation } from '../../../shared/domain/annotation.ts'
import type { Codebook } from '../../../shared/domain/tag.ts'
import { inReadingOrder } from '../../../shared/domain/reading-order.ts'
import { bodyOf } from '../../../shared/text/body-of.ts'
import type { DocumentJson } from '../../../shared/text/document-json.ts'
import { faultOf } from '../../exchange/check-passages.ts'
import type { StoredVersion } from '../../library/read-version.ts'
import type { AppContext } from '../app-context.ts'
import { annotationViewer, unknownTags } from './annotation-view.ts'
import { articleRow } from './article-row.ts'
import { articleOf, versionOf } from './stored-article.ts'

/** One version of an article with everything that stands on it. */
export function openArticle(context: AppContext): Handlers['articles.open'] {
  const { library } = context
  return async ({ id, versionId }) => {
    const article = await articleOf(context, id)
    const { entry, number } = versionOf(article, versionId)
    const [stored, { annotations, problems }, codebook, view] = await Promise.all([
      library.articles.readVersion(article, entry.id),
      library.annotations.read(article.id),
      library.codebook.read(),
      annotationViewer(context),
    ])
    const shown = annotations
      .filter(({ removed, target }) => removed === null && target.versionId === entry.id)
      .sort(inReadingOrder)
    const tagProblem = await library.codebook.problem()
    return {
      row: articleRow(article, annotations, codebook),
      metadata: article.metadata,
      versions: versionsInOrder(article).map((version, index) => ({
        id: version.id,
        number: index + 1,
        capturedAt: version.capturedAt,
      })),
      version: {
        id: entry.id,
        number,
        capturedAt: entry.capturedAt,
        sha256: entry.textSha256,
        provenance: stored.record.provenance,
        media: stored.record.media,
      },
      document: stored.document.toJSON() as DocumentJson,
      text: stored.text,
      body: bodyOf(stored.document),
      leftOut: stored.leftOut,
      annotations: shown.map(view),
      problems: [
        ...problems.map(({ message }) => message),
        ...shown.flatMap((annotation) => placeProblem(annotation, stored, number)),
        ...(tagProblem === null ? unknownTagProblem(shown, codebook) : [tagProblem]),
      ],
    }
  }
}

/** Tags that the codebook doesn't know any more, as when it was restored from its state before. */
function unknownTagProblem(annotations: readonly Annotation[], codebook: Codebook): string[] {
  const unknown = new Set(annotations.flatMap((annotation) => unknownTags(annotation, codebook)))
  if (unknown.size === 0) return []
  const ids = [...unknown].join(', ')
  return [
    `The codebook does not know ${unknown.size === 1 ? 'a tag' : `${unknown.size} tags`} on these passages, so the id stands instead of the name: ${ids}. The annotations are as they were; the codebook may not be synced yet, or was restored from an earlier state.`,
  ]
}

/** A passage that does not stand where its annotation says, in the words of an export. */
function placeProblem(
  annotation: Annotation,
  { record, text }: StoredVersion,
  number: number,
): string[] {
  const fault = faultOf(annotation, { id: record.id, number, record, text })
  return fault === null ? [] : [`The annotation ${annotation.id}: ${fault}`]
}
