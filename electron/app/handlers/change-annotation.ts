import type { Handlers } from '../../../shared/api/serve.ts'
import { now } from '../../../shared/domain/instant.ts'
import { AppError } from '../../../shared/errors.ts'
import type { AppContext } from '../app-context.ts'
import { annotationViewer } from './annotation-view.ts'
import { targetOf } from './create-annotation.ts'

/** Changes one's own annotation: tags, note, extent, or whether it is removed. */
export function changeAnnotation(context: AppContext): Handlers['annotations.change'] {
  const { library } = context
  return async (change) => {
    const { articleId, annotationId } = change
    const before = (await library.annotations.ofArticle(articleId)).find(
      ({ id }) => id === annotationId,
    )
    if (before === undefined) {
      throw new AppError(
        'not-found',
        'That annotation is not in this library. Nothing was changed.',
      )
    }
    const { versionId } = before.target
    const target =
      change.passage === undefined
        ? undefined
        : await targetOf(context, { articleId, versionId, passage: change.passage })
    const tagIds =
      change.tags === undefined ? undefined : await library.codebook.ensureTags(change.tags)
    const { annotation, warnings } = await library.annotations.change(
      articleId,
      annotationId,
      change.expectedRev,
      (current) => ({
        ...current,
        target: target ?? current.target,
        tagIds: tagIds ?? current.tagIds,
        note: change.note ?? current.note,
        removed: change.removed === undefined ? current.removed : change.removed ? now() : null,
      }),
    )
    context.announce('library.changed', { articleIds: [articleId] })
    const view = await annotationViewer(context)
    return { annotation: view(annotation), warnings }
  }
}
