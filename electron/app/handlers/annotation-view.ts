import type { AnnotationView } from '../../../shared/api/views.ts'
import type { Annotation } from '../../../shared/domain/annotation.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { currentTag, tagPath, type Codebook } from '../../../shared/domain/tag.ts'
import type { AppContext } from '../app-context.ts'

/** What turns annotation records into what a screen shows: tags by path, coders by name. */
export type AnnotationViewer = (annotation: Annotation) => AnnotationView

/** What stands for a coder whose name is not known. */
export const unknownCoder = 'Unknown coder'

/** Reads codebook and coders once, and returns the viewer over them. */
export async function annotationViewer({ library }: AppContext): Promise<AnnotationViewer> {
  const [codebook, coders, mine] = await Promise.all([
    library.codebook.read(),
    library.coders.list(),
    library.coders.mine(),
  ])
  const names = new Map(coders.map(({ id, name }) => [id, name]))
  names.set(mine.id, mine.name)
  return (annotation) => ({
    annotation,
    tags: tagsOf(annotation, codebook),
    coderName: names.get(annotation.coderId) ?? unknownCoder,
    isMine: annotation.coderId === mine.id,
  })
}

/**
 * The tags that stand for an annotation's tag ids now, each once, in the annotation's order. A tag
 * that the codebook does not know stands as its id: it is never dropped.
 */
export function tagsOf(annotation: Annotation, codebook: Codebook): AnnotationView['tags'] {
  const tags = new Map<Id, { id: Id; path: string }>()
  for (const id of annotation.tagIds) {
    const tag = currentTag(codebook, id)
    if (tag === null) tags.set(id, { id, path: id })
    else if (tag.removed === null) tags.set(tag.id, { id: tag.id, path: tagPath(codebook, tag) })
  }
  return [...tags.values()]
}

/** The tag ids of an annotation that the codebook does not know. */
export function unknownTags(annotation: Annotation, codebook: Codebook): Id[] {
  return [...new Set(annotation.tagIds)].filter((id) => currentTag(codebook, id) === null)
}
