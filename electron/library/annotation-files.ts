import type { LibraryProblem } from '../../shared/api/views.ts'
import { AnnotationFile, type Annotation } from '../../shared/domain/annotation.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { AppError } from '../../shared/errors.ts'
import { entriesOf, type AnnotationEntry } from './annotation-entries.ts'
import { nameOf, type Disk } from './disk.ts'
import { isMissing, readError } from './disk-errors.ts'
import { isPutAside } from './document-reading.ts'
import { openDocument, type JsonDocument } from './json-document.ts'
import { annotationsPath, coderOfAnnotations, entryPath } from './library-paths.ts'
import { readWhereWhole } from './read-where-whole.ts'

/**
 * What is wrong with an article's annotations, in a sentence: with the annotation `id`, or (null)
 * with a whole file. `isShown`: the annotation is read all the same.
 */
export type AnnotationProblem = { id: Id | null; isShown: boolean; message: string }

/** The annotations of an article, every coder's, with whatever could not be read of them. */
export type ArticleAnnotations = { annotations: Annotation[]; problems: AnnotationProblem[] }

/** The annotation files in the articles' folders. */
export type AnnotationFiles = {
  documentOf(folder: string, articleId: Id, coderId: Id): JsonDocument<AnnotationFile>
  /** Removed ones (tombstones) included, in the order they were made. Never throws for damage. */
  read(folder: string, articleId: Id): Promise<ArticleAnnotations>
}

/** The files on a disk, each opened once. */
export function createAnnotationFiles(disk: Disk): AnnotationFiles {
  const documents = new Map<string, JsonDocument<AnnotationFile>>()
  const documentOf: AnnotationFiles['documentOf'] = (folder, articleId, coderId) => {
    const path = annotationsPath(folder, coderId)
    const known = documents.get(path)
    const document = known ?? openAnnotations(disk, path, articleId, coderId)
    documents.set(path, document)
    return document
  }

  async function read(folder: string, articleId: Id): Promise<ArticleAnnotations> {
    const names = await namesIn(disk, folder)
    if (names instanceof AppError) return { annotations: [], problems: [ofFile(names.message)] }
    forgetGone(disk, folder, names)
    const found: ArticleAnnotations = { annotations: [], problems: asideIn(disk, folder, names) }
    const coders = [...new Set(names.flatMap((name) => coderOfAnnotations(name) ?? []))].sort()
    for (const coderId of coders) {
      const path = annotationsPath(folder, coderId)
      const one = await readFile(disk, path, documentOf(folder, articleId, coderId))
      found.annotations.push(...one.annotations)
      found.problems.push(...one.problems)
    }
    found.annotations.sort((a, b) => (a.id < b.id ? -1 : 1))
    return found
  }

  return { documentOf, read }
}

function openAnnotations(
  disk: Disk,
  path: string,
  articleId: Id,
  coderId: Id,
): JsonDocument<AnnotationFile> {
  // A file that was copied to another article or coder is not what its name says.
  const schema = AnnotationFile.refine(
    (file) => file.articleId === articleId && file.coderId === coderId,
    { message: 'the file belongs to another article or coder' },
  )
  const initial = (): AnnotationFile => ({ format: 1, articleId, coderId, annotations: [] })
  return openDocument({ disk, path, schema, initial })
}

async function namesIn(disk: Disk, folder: string): Promise<string[] | AppError> {
  try {
    return (await disk.fs.readFolder(folder)).map(({ name }) => name).sort()
  } catch (error) {
    if (isMissing(error)) return []
    const path = nameOf(disk, folder)
    const told = readError(error, path)
    if (!(told instanceof AppError)) throw told
    disk.problems.report({ code: told.code, message: told.message, path })
    return told
  }
}

async function readFile(
  disk: Disk,
  path: string,
  document: JsonDocument<AnnotationFile>,
): Promise<ArticleAnnotations> {
  const file = await readWhereWhole(document)
  if (file instanceof AppError) return { annotations: [], problems: [ofFile(file.message)] }
  const name = nameOf(disk, path)
  const entries = file === null ? [] : entriesOf(file)
  const faults = entries.flatMap((entry) => problemOf(entry, name))
  if (faults.length === 0) disk.problems.clear(name, 'entries')
  else disk.problems.report(summary(name, faults), 'entries')
  // The state before the last save is shown: what the last one held may be missing.
  const told = disk.problems.at(name)
  const restored = told?.code === 'document-damaged' ? [ofFile(told.message)] : []
  return {
    annotations: entries.flatMap(({ annotation }) => annotation ?? []),
    problems: [...restored, ...faults],
  }
}

function problemOf({ id, annotation, fault }: AnnotationEntry, name: string): AnnotationProblem[] {
  if (fault === null) return []
  const which = id === null ? 'An annotation without a usable id' : `The annotation ${id}`
  const isShown = annotation !== null
  const outcome = isShown
    ? 'It is shown without that, and the file keeps it.'
    : 'It is not shown, and the file keeps it as it is; mend it there, or put the file back from a backup.'
  return [{ id, isShown, message: `${which} in “${name}” is not whole: its ${fault}. ${outcome}` }]
}

function ofFile(message: string): AnnotationProblem {
  return { id: null, isShown: false, message }
}

function summary(path: string, faults: readonly AnnotationProblem[]): LibraryProblem {
  const told = faults.slice(0, 3).map(({ message }) => message)
  const rest = faults.length - told.length
  const more = rest === 0 ? [] : [`${rest} more of its annotations are not whole either.`]
  return { code: 'unreadable-file', message: [...told, ...more].join(' '), path }
}

/** Files that were put aside: what only they hold is shown nowhere, for as long as they lie there. */
function asideIn(disk: Disk, folder: string, names: readonly string[]): AnnotationProblem[] {
  return names.filter(isAnnotationsAside).map((name) => {
    const path = nameOf(disk, entryPath(folder, name))
    const message = `“${path}” is a damaged file of annotations that was put aside whole. What only it holds is neither shown nor exported; take from it what you need, then move it out of the library.`
    disk.problems.report({ code: 'document-damaged', message, path })
    return ofFile(message)
  })
}

function isAnnotationsAside(name: string): boolean {
  const document = name.slice(0, name.indexOf('.json') + '.json'.length)
  return coderOfAnnotations(document) !== null && isPutAside(name, document)
}

/** Files that were moved away or deleted are no problem any more. */
function forgetGone(disk: Disk, folder: string, names: readonly string[]): void {
  const here = new Set(names.map((name) => nameOf(disk, entryPath(folder, name))))
  const start = nameOf(disk, entryPath(folder, 'annotations.'))
  for (const { path } of disk.problems.all()) {
    const isOfDocument = here.has(path) || here.has(`${path}.prev`)
    if (path.startsWith(start) && !isOfDocument) disk.problems.clear(path)
  }
}
