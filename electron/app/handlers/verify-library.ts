import type { Handlers } from '../../../shared/api/serve.ts'
import type { RestingPassage } from '../../../shared/api/verification.ts'
import type { Annotation } from '../../../shared/domain/annotation.ts'
import { currentTag, type Codebook } from '../../../shared/domain/tag.ts'
import type { AppContext } from '../app-context.ts'
import { annotationViewer, type AnnotationViewer } from './annotation-view.ts'

/** How often progress is told: more than a person can follow would only keep the wire busy. */
const toldEveryMs = 50

/** Reads every file again, and names what rests on those that are not as they were kept. */
export function verifyLibrary(context: AppContext): Handlers['library.verify'] {
  return async ({ articleIds = null }, { signal, progress }) => {
    let toldAt = -toldEveryMs
    const { findings, ...verification } = await context.library.verify({
      articleIds,
      signal,
      onProgress: (value) => {
        if (performance.now() - toldAt < toldEveryMs) return
        toldAt = performance.now()
        progress(value)
      },
    })
    const view = await annotationViewer(context)
    const codebook = await context.library.codebook.read()
    const resting = (annotation: Annotation): RestingPassage =>
      asResting(annotation, view, codebook)
    return {
      ...verification,
      findings: findings.map(({ rests, ...finding }) => ({
        ...finding,
        rests: rests.map(resting),
      })),
    }
  }
}

function asResting(
  annotation: Annotation,
  view: AnnotationViewer,
  codebook: Codebook,
): RestingPassage {
  const { tags, coderName } = view(annotation)
  const { id, articleId, coderId, target } = annotation
  return {
    annotationId: id,
    articleId,
    versionId: target.versionId,
    exact: target.quote?.exact ?? null,
    coderId,
    coderName,
    tags: tags.map((tag) => {
      const { hue = null, lineStyle = null } = currentTag(codebook, tag.id) ?? {}
      return { ...tag, hue, lineStyle }
    }),
  }
}
