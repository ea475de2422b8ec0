import { AnnotationFile, type Annotation } from '../../shared/domain/annotation.ts'
import { newId, type Id } from '../../shared/domain/ids.ts'
import { now } from '../../shared/domain/instant.ts'
import { AppError } from '../../shared/errors.ts'
import type { ArticleShelf } from './article-shelf.ts'
import { nameOf, refuseWhenReadOnly, type Disk } from './disk.ts'
import { isMissing, readError } from './disk-errors.ts'
import type { Journal } from './journal.ts'
import { openDocument, type JsonDocument } from './json-document.ts'
import { annotationsPath, coderOfAnnotations } from './library-paths.ts'

/** What a coder says when making an annotation; the rest is added here. */
export type NewAnnotationRecord = Pick<
  Annotation,
  'articleId' | 'target' | 'tagIds' | 'note' | 'basedOn'
>

/** What a coder may change of their own annotation. */
export type AnnotationFields = Pick<Annotation, 'target' | 'tagIds' | 'note' | 'removed'>

/** An annotation as it is on disk now, with warnings for the reply. */
export type WrittenAnnotation = { annotation: Annotation; warnings: string[] }

/** The annotations of every coder; each coder writes only their own file. */
export type AnnotationRepository = {
  /** Every coder's, removed ones (tombstones) included, in the order they were made. */
  ofArticle(articleId: Id): Promise<Annotation[]>
  /** Whether the target holds in its version's text is the caller's to check. */
  create(input: NewAnnotationRecord): Promise<WrittenAnnotation>
  /** Refuses with `changed-meanwhile` where the annotation's `rev` is no longer `expectedRev`. */
  change(
    articleId: Id,
    annotationId: Id,
    expectedRev: number,
    change: (current: Annotation) => Partial<AnnotationFields>,
  ): Promise<WrittenAnnotation>
}

/** What the repository needs of the library. */
export type AnnotationContext = {
  disk: Disk
  shelf: ArticleShelf
  journal: Journal
  coderId: Id
  beginAct: () => Promise<Id>
}

/** The annotations in the articles' folders. */
export function createAnnotationRepository(context: AnnotationContext): AnnotationRepository {
  const { disk, shelf, coderId } = context
  const documentOf = createAnnotationFiles(disk)

  const folderOf = (articleId: Id): Promise<string> => folderOfArticle(shelf, articleId)

  async function ofArticle(articleId: Id): Promise<Annotation[]> {
    const folder = await folderOf(articleId)
    const found: Annotation[] = []
    for (const owner of await codersIn(disk, folder)) {
      found.push(...(await readOrReport(documentOf(folder, articleId, owner))))
    }
    return found.sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  async function write(
    articleId: Id,
    change: (file: AnnotationFile) => { file: AnnotationFile; annotation: Annotation },
  ): Promise<WrittenAnnotation> {
    refuseWhenReadOnly(disk)
    const folder = await folderOf(articleId)
    await context.beginAct()
    const document = documentOf(folder, articleId, coderId)
    let annotation: Annotation | null = null
    const updated = await document.update((file) => {
      const changed = change(file)
      annotation = changed.annotation
      return changed.file
    })
    if (annotation === null) throw new Error('an update runs its change')
    const path = nameOf(disk, annotationsPath(folder, coderId))
    return withJournal(context.journal, annotation, { [path]: updated.sha256 })
  }

  return {
    ofArticle,
    create: (input) =>
      write(input.articleId, (file) => {
        const annotation = makeAnnotation(input, coderId)
        return { file: { ...file, annotations: [...file.annotations, annotation] }, annotation }
      }),
    async change(articleId, annotationId, expectedRev, change) {
      const all = await ofArticle(articleId)
      refuseForeign(
        all.find(({ id }) => id === annotationId),
        coderId,
      )
      return write(articleId, (file) => {
        const current = file.annotations.find(({ id }) => id === annotationId)
        const annotation = changed(current, expectedRev, change)
        const annotations = file.annotations.map((one) => (one === current ? annotation : one))
        return { file: { ...file, annotations }, annotation }
      })
    },
  }
}

async function folderOfArticle(shelf: ArticleShelf, articleId: Id): Promise<string> {
  const shelved = await shelf.find(articleId)
  if (shelved !== null) return shelved.folder
  throw new AppError(
    'not-found',
    `The article ${articleId} is not in this library, or cannot be read. Nothing was changed.`,
  )
}

/** The files of annotations, each opened once. */
function createAnnotationFiles(disk: Disk) {
  const documents = new Map<string, JsonDocument<AnnotationFile>>()
  return (folder: string, articleId: Id, coderId: Id): JsonDocument<AnnotationFile> => {
    const path = annotationsPath(folder, coderId)
    const known = documents.get(path)
    const document = known ?? openAnnotations(disk, path, articleId, coderId)
    documents.set(path, document)
    return document
  }
}

function openAnnotations(
  disk: Disk,
  path: string,
  articleId: Id,
  coderId: Id,
): JsonDocument<AnnotationFile> {
  // A file that was copied to another article or coder is not what its name says.
  const schema = AnnotationFile.refine(
    (file) =>
      file.articleId === articleId &&
      file.coderId === coderId &&
      file.annotations.every((one) => one.coderId === coderId && one.articleId === articleId),
    { message: 'the file belongs to another article or coder' },
  )
  const initial = (): AnnotationFile => ({ format: 1, articleId, coderId, annotations: [] })
  return openDocument({ disk, path, schema, initial })
}

async function codersIn(disk: Disk, folder: string): Promise<Id[]> {
  try {
    const entries = await disk.fs.readFolder(folder)
    return [...new Set(entries.flatMap((entry) => coderOfAnnotations(entry.name) ?? []))].sort()
  } catch (error) {
    if (isMissing(error)) return []
    throw readError(error, nameOf(disk, folder))
  }
}

async function readOrReport(document: JsonDocument<AnnotationFile>): Promise<Annotation[]> {
  try {
    return (await document.read())?.annotations ?? []
  } catch (error) {
    // It is in the problem list already; the other coders' annotations are shown.
    if (error instanceof AppError) return []
    throw error
  }
}

function makeAnnotation(input: NewAnnotationRecord, coderId: Id): Annotation {
  const at = now()
  const { articleId, target, tagIds, note, basedOn } = input
  const fields = { articleId, coderId, target, tagIds: [...new Set(tagIds)], note, basedOn }
  return { id: newId(), rev: 1, ...fields, createdAt: at, updatedAt: at, removed: null }
}

function changed(
  current: Annotation | undefined,
  expectedRev: number,
  change: (current: Annotation) => Partial<AnnotationFields>,
): Annotation {
  if (current === undefined) {
    throw new AppError('not-found', 'That annotation is not in this library. Nothing was changed.')
  }
  if (current.rev !== expectedRev) {
    throw new AppError(
      'changed-meanwhile',
      'This annotation was changed elsewhere in the meantime, so nothing was overwritten. Look at it as it is now, and make your change again.',
      { facts: { rev: current.rev } },
    )
  }
  const { target, tagIds, note, removed } = { ...current, ...change(current) }
  const fields = { target, tagIds: [...new Set(tagIds)], note, removed }
  return { ...current, ...fields, rev: current.rev + 1, updatedAt: now() }
}

function refuseForeign(annotation: Annotation | undefined, coderId: Id): void {
  if (annotation === undefined || annotation.coderId === coderId) return
  throw new AppError(
    'invalid-input',
    'This annotation is another coder’s, so it stays as it is. Make your own on the same passage instead; nothing was changed.',
  )
}

async function withJournal(
  journal: Journal,
  annotation: Annotation,
  files: Record<string, string>,
): Promise<WrittenAnnotation> {
  const { id, articleId, target, rev, removed } = annotation
  const change = removed !== null ? 'remove' : rev === 1 ? 'create' : 'change'
  const warnings = await journal.append({
    what: 'annotate',
    ids: { article: articleId, version: target.versionId, annotation: id },
    detail: { change, rev },
    files,
  })
  return { annotation, warnings }
}
