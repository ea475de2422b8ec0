import { AnnotationFile } from '../../../shared/domain/annotation.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { entriesOf } from '../annotation-entries.ts'
import { nameOf } from '../disk.ts'
import { annotationsPath, coderOfAnnotations } from '../library-paths.ts'
import type { Standing } from './article-at-hand.ts'
import { checkDocument } from './check-document.ts'
import type { Verifying } from './verifying.ts'

/** What one coder made on an article, as its file says. */
type CoderFile = { name: string; coderId: Id; file: AnnotationFile }

/** The annotations in an article's folder. */
export type FolderAnnotations = {
  /** Those that are not removed, each with its file. */
  standing: Standing[]
  /** Tells the files that belong to another article or coder than their place says. */
  tellStrangers(articleId: Id): void
}

/** Checks the annotation files among the names of a folder. */
export async function checkAnnotations(
  verifying: Verifying,
  folder: string,
  names: readonly string[],
): Promise<FolderAnnotations> {
  const files: CoderFile[] = []
  for (const name of names.filter((one) => one.endsWith('.json'))) {
    const coderId = coderOfAnnotations(name)
    if (coderId === null) continue
    const path = annotationsPath(folder, coderId)
    const { value } = await checkDocument(verifying, {
      path,
      schema: AnnotationFile,
      what: 'a file of annotations',
      about: (file) => ({
        articleId: file?.articleId ?? null,
        rests: file === null ? [] : liveIn(file),
      }),
    })
    if (value === null) continue
    files.push({ name: nameOf(verifying.disk, path), coderId, file: value })
  }
  for (const one of files) tellUnreadable(verifying, one)
  return {
    standing: files.flatMap(({ name, file }) =>
      liveIn(file).map((annotation) => ({ annotation, file: name })),
    ),
    tellStrangers: (articleId) => {
      for (const one of files) tellStranger(verifying, one, articleId)
    },
  }
}

function liveIn(file: AnnotationFile) {
  return entriesOf(file).flatMap(({ annotation }) =>
    annotation === null || annotation.removed !== null ? [] : [annotation],
  )
}

function tellUnreadable(verifying: Verifying, { name, file }: CoderFile): void {
  const unreadable = entriesOf(file).filter(({ annotation }) => annotation === null)
  const [first] = unreadable
  if (first === undefined) return
  const count = unreadable.length === 1 ? 'An annotation' : `${unreadable.length} annotations`
  verifying.report({
    kind: 'unreadable',
    file: name,
    articleId: file.articleId,
    headline: `${count} cannot be read`,
    sentence: `${count} in “${name}” cannot be read${first.id === null ? '' : `, the first of them ${first.id}`}: its ${first.fault ?? 'content is not that of an annotation'}. The others in the file are used; what cannot be read stays there as it is.`,
  })
}

function tellStranger(verifying: Verifying, { name, file, coderId }: CoderFile, id: Id): void {
  if (file.articleId === id && file.coderId === coderId) return
  verifying.report({
    kind: 'edited-outside',
    file: name,
    articleId: id,
    headline: 'A file of annotations belongs elsewhere',
    sentence: `“${name}” says that it belongs to another ${file.articleId === id ? 'coder' : 'article'}: it was copied or renamed outside Pressmark, and is not shown here. Put it back where it came from.`,
    rests: liveIn(file),
  })
}
