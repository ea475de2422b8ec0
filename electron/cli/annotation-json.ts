import type { AnnotationView } from '../../shared/api/views.ts'

/** An annotation as the command line prints it; a whole-article annotation has null offsets. */
export type AnnotationJson = {
  id: string
  start: number | null
  end: number | null
  exact: string | null
  tags: string[]
  note: string
  coder: string
  created: string
}

/** The command line's shape of an annotation; offsets are UTF-16 units of `text`. */
export function annotationJson({ annotation, tags, coderName }: AnnotationView): AnnotationJson {
  const { quote, position } = annotation.target
  return {
    id: annotation.id,
    start: position?.start ?? null,
    end: position?.end ?? null,
    exact: quote?.exact ?? null,
    // One without a path is unknown to the codebook, which `problems` tells.
    tags: tags.flatMap(({ id, path }) => (path === id ? [] : [path])),
    note: annotation.note,
    coder: coderName,
    created: annotation.createdAt,
  }
}

/** One annotation in a line or two, for people. */
export function annotationWords(annotation: AnnotationJson): string {
  const passage = annotation.exact === null ? 'whole article' : `“${annotation.exact}”`
  const tags = annotation.tags.length === 0 ? '' : `  [${annotation.tags.join('] [')}]`
  const note =
    annotation.note === '' ? '' : `\n      ${annotation.note.replaceAll('\n', '\n      ')}`
  return `  ${annotation.id.slice(-8)}  ${passage}${tags}${note}`
}
