import type { AnnotationChange } from '../../../shared/api/contract.ts'
import type { Handlers } from '../../../shared/api/serve.ts'
import type { Annotation, Target } from '../../../shared/domain/annotation.ts'
import { now } from '../../../shared/domain/instant.ts'
import type { AnnotationFields } from '../../library/annotation-repository.ts'
import type { AppContext } from '../app-context.ts'
import { annotationViewer } from './annotation-view.ts'
import { targetOf } from './create-annotation.ts'

/**
 * Changes one's own annotation: tags, note, extent, or whether it is removed.
 *
 * New tags are made only once nothing else refuses the change. A tag that the codebook does not know
 * may stay where it stands.
 */
export function changeAnnotation(context: AppContext): Handlers['annotations.change'] {
  const { library } = context
  return async (change) => {
    const { articleId, annotationId, expectedRev } = change
    const { annotation, warnings } = await library.annotations.change(
      articleId,
      annotationId,
      expectedRev,
      (current) => changedFields(context, change, current),
    )
    context.announce('library.changed', { articleIds: [articleId] })
    const view = await annotationViewer(context)
    return { annotation: view(annotation), warnings }
  }
}

async function changedFields(
  context: AppContext,
  change: AnnotationChange,
  current: Annotation,
): Promise<AnnotationFields> {
  const { tags, note, removed } = change
  const { ensureTags } = context.library.codebook
  return {
    target: await changedTarget(context, change, current),
    tagIds: tags === undefined ? current.tagIds : await ensureTags(tags, current.tagIds),
    note: note ?? current.note,
    removed: removed === undefined ? current.removed : removed ? now() : null,
  }
}

async function changedTarget(
  context: AppContext,
  { articleId, passage }: AnnotationChange,
  { target }: Annotation,
): Promise<Target> {
  if (passage === undefined) return target
  return targetOf(context, { articleId, versionId: target.versionId, passage })
}
