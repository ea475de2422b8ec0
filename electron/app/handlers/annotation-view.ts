import type { AnnotationView } from '../../../shared/api/views.ts'
import type { Annotation } from '../../../shared/domain/annotation.ts'
import type { Coder } from '../../../shared/domain/coder.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { currentTag, tagPath, type Codebook } from '../../../shared/domain/tag.ts'
import type { AppContext } from '../app-context.ts'

/** What turns annotation records into what a screen shows: tags by path, coders by name. */
export type AnnotationViewer = (annotation: Annotation) => AnnotationView

/** Reads codebook and coders once, and returns the viewer over them. */
export async function annotationViewer({ library }: AppContext): Promise<AnnotationViewer> {
  const [codebook, coders, mine] = await Promise.all([
    library.codebook.read(),
    library.coders.list(),
    library.coders.mine(),
  ])
  const names = new Map<Id, string>(coders.map((coder: Coder) => [coder.id, coder.name]))
  names.set(mine.id, mine.name)
  return (annotation) => ({
    annotation,
    tags: tagsOf(annotation, codebook),
    coderName: names.get(annotation.coderId) ?? 'Unknown coder',
    isMine: annotation.coderId === mine.id,
  })
}

/** The tags that stand for an annotation's tag ids now, each once, in the annotation's order. */
export function tagsOf(annotation: Annotation, codebook: Codebook): AnnotationView['tags'] {
  const tags = new Map<Id, { id: Id; path: string }>()
  for (const id of annotation.tagIds) {
    const tag = currentTag(codebook, id)
    if (tag !== null && tag.removed === null) {
      tags.set(tag.id, { id: tag.id, path: tagPath(codebook, tag) })
    }
  }
  return [...tags.values()]
}

/** Whole-article annotations first, then passages in the order of the text. */
export function inTextOrder(annotations: readonly Annotation[]): Annotation[] {
  const start = (annotation: Annotation): number => annotation.target.position?.start ?? -1
  const end = (annotation: Annotation): number => annotation.target.position?.end ?? -1
  return [...annotations].sort(
    (a, b) => start(a) - start(b) || end(b) - end(a) || (a.id < b.id ? -1 : 1),
  )
}
