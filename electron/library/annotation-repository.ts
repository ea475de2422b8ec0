import type { Annotation } from '../../shared/domain/annotation.ts'
import { newId, type Id } from '../../shared/domain/ids.ts'
import { now } from '../../shared/domain/instant.ts'
import { AppError } from '../../shared/errors.ts'
import { entriesOf, withChangedEntry, type AnnotationEntry } from './annotation-entries.ts'
import { createAnnotationFiles, type ArticleAnnotations } from './annotation-files.ts'
import {
  createAnnotationWriter,
  folderOfArticle,
  type AnnotationContext,
  type WrittenAnnotation,
} from './write-annotations.ts'

/**
 * What a coder says when making an annotation; the rest is added here. `tagIds` as a function is
 * asked only once nothing else stands in the way, so that a refusal makes no tag.
 */
export type NewAnnotationRecord = Pick<Annotation, 'articleId' | 'target' | 'note' | 'basedOn'> & {
  tagIds: readonly Id[] | (() => Promise<readonly Id[]>)
}

/** What a coder may change of their own annotation. */
export type AnnotationFields = Pick<Annotation, 'target' | 'tagIds' | 'note' | 'removed'>

/** Computes a change; it runs once nothing stands in the way, and perhaps more than once. */
export type AnnotationChanger = (
  current: Annotation,
) => Partial<AnnotationFields> | Promise<Partial<AnnotationFields>>

/** The annotations of every coder; each coder writes only their own file. */
export type AnnotationRepository = {
  /** Every coder's, removed ones (tombstones) included, in the order they were made. */
  ofArticle(articleId: Id): Promise<Annotation[]>
  /** {@link AnnotationRepository.ofArticle} with what could not be read, and why. */
  read(articleId: Id): Promise<ArticleAnnotations>
  /** Whether the target holds in its version's text is the caller's to check. */
  create(input: NewAnnotationRecord): Promise<WrittenAnnotation>
  /** Refuses with `changed-meanwhile` where the annotation's `rev` is no longer `expectedRev`. */
  change(
    articleId: Id,
    annotationId: Id,
    expectedRev: number,
    change: AnnotationChanger,
  ): Promise<WrittenAnnotation>
}

/** The annotations in the articles' folders. */
export function createAnnotationRepository(context: AnnotationContext): AnnotationRepository {
  const { disk, shelf, coderId } = context
  const files = createAnnotationFiles(disk)
  const write = createAnnotationWriter(context, files)

  const read = async (articleId: Id): Promise<ArticleAnnotations> =>
    files.read(await folderOfArticle(shelf, articleId), articleId)

  return {
    read,
    ofArticle: async (articleId) => (await read(articleId)).annotations,
    create: (input) =>
      write(input.articleId, async (file) => {
        const annotation = await makeAnnotation(input, coderId)
        return { file: { ...file, annotations: [...file.annotations, annotation] }, annotation }
      }),
    async change(articleId, annotationId, expectedRev, change) {
      const { annotations } = await read(articleId)
      refuseForeign(
        annotations.find(({ id }) => id === annotationId),
        coderId,
      )
      return write(articleId, async (file) => {
        const entry = entriesOf(file).find(({ id }) => id === annotationId)
        if (entry === undefined) throw notHere()
        const annotation = await changed(entry, expectedRev, change)
        return { file: withChangedEntry(file, entry, annotation), annotation }
      })
    },
  }
}

async function makeAnnotation(input: NewAnnotationRecord, coderId: Id): Promise<Annotation> {
  const at = now()
  const { articleId, target, note, basedOn } = input
  const tagIds = typeof input.tagIds === 'function' ? await input.tagIds() : input.tagIds
  const fields = { articleId, coderId, target, tagIds: [...new Set(tagIds)], note, basedOn }
  return { id: newId(), rev: 1, ...fields, createdAt: at, updatedAt: at, removed: null }
}

async function changed(
  entry: AnnotationEntry,
  expectedRev: number,
  change: AnnotationChanger,
): Promise<Annotation> {
  const { annotation: current } = entry
  if (current === null) throw unreadable(entry)
  if (current.rev !== expectedRev) {
    throw new AppError(
      'changed-meanwhile',
      'This annotation was changed elsewhere in the meantime, so nothing was overwritten. Look at it as it is now, and make your change again.',
      { facts: { rev: current.rev } },
    )
  }
  const { target, tagIds, note, removed } = { ...current, ...(await change(current)) }
  const fields = { target, tagIds: [...new Set(tagIds)], note, removed }
  return { ...current, ...fields, rev: current.rev + 1, updatedAt: now() }
}

function notHere(): AppError {
  return new AppError('not-found', 'That annotation is not in this library. Nothing was changed.')
}

function unreadable({ id, fault }: AnnotationEntry): AppError {
  return new AppError(
    'document-damaged',
    `The annotation ${id ?? ''} cannot be read: its ${fault ?? 'content is damaged'}. Nothing was changed; mend its file by hand, or put it back from a backup.`,
  )
}

function refuseForeign(annotation: Annotation | undefined, coderId: Id): void {
  if (annotation === undefined || annotation.coderId === coderId) return
  throw new AppError(
    'invalid-input',
    'This annotation is another coder’s, so it stays as it is. Make your own on the same passage instead; nothing was changed.',
  )
}
