import type { Annotation, AnnotationFile } from '../../shared/domain/annotation.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { AppError } from '../../shared/errors.ts'
import type { AnnotationFiles } from './annotation-files.ts'
import type { ArticleShelf } from './article-shelf.ts'
import { nameOf, refuseWhenReadOnly, type Disk } from './disk.ts'
import type { HeldPlace, Journal } from './journal.ts'
import { annotationsPath } from './library-paths.ts'
import { sideBySide } from './side-by-side.ts'

/** An annotation as it is on disk now, with warnings for the reply. */
export type WrittenAnnotation = { annotation: Annotation; warnings: string[] }

/** What annotations need of the library. */
export type AnnotationContext = {
  disk: Disk
  shelf: ArticleShelf
  journal: Journal
  coderId: Id
  /** Whether {@link AnnotationContext.beginAct} would find nothing to do. */
  hasBegun: () => Promise<boolean>
  beginAct: () => Promise<Id>
}

/** Computes what a file holds after an act, with the annotation that the act was about. */
export type FileChanger = (
  file: AnnotationFile,
) => Promise<{ file: AnnotationFile; annotation: Annotation }>

/** Thrown when an article was not where it lay last. */
class Moved extends Error {}

/** Writes one's own annotations of an article, each act with its line in the journal. */
export function createAnnotationWriter(
  { disk, shelf, journal: ownJournal, coderId, hasBegun, beginAct }: AnnotationContext,
  files: Pick<AnnotationFiles, 'documentOf'>,
): (articleId: Id, change: FileChanger) => Promise<WrittenAnnotation> {
  async function write(articleId: Id, change: FileChanger): Promise<WrittenAnnotation> {
    refuseWhenReadOnly(disk)
    for (;;) {
      // Looked at side by side; but where there is no such article nothing is begun.
      const looking = sideBySide(folderOfArticle(shelf, articleId), hasBegun())
      const beginning = looking.then(async ([folder, isBegun]) => {
        if (!isBegun) await beginAct()
        return folder
      })
      // Where it lay last it most often still is: its file is locked meanwhile.
      const folder = shelf.lastFolderOf(articleId) ?? (await beginning)
      const inPlace = beginning.then((found) => {
        if (found !== folder) throw new Moved()
      })
      try {
        return await writeIn(folder, articleId, inPlace, change)
      } catch (error) {
        if (!(error instanceof Moved)) throw error
      }
    }
  }

  async function writeIn(
    folder: string,
    articleId: Id,
    inPlace: Promise<void>,
    change: FileChanger,
  ): Promise<WrittenAnnotation> {
    const document = files.documentOf(folder, articleId, coderId)
    const held: HeldPlace[] = []
    let annotation: Annotation | null = null
    try {
      const updated = await document.update(
        async (file) => {
          const changed = await change(file)
          annotation = changed.annotation
          return changed.file
        },
        { onceHeld: inPlace, onReplaced: () => void held.push(ownJournal.hold()) },
      )
      if (annotation === null) throw new Error('an update runs its change')
      const path = nameOf(disk, annotationsPath(folder, coderId))
      const journal = held.pop() ?? ownJournal
      return await withJournal(journal, annotation, { [path]: updated.sha256 })
    } finally {
      await held.pop()?.letGo()
    }
  }

  return write
}

/** Where an article lies. Throws `not-found` for one that is not there. */
export async function folderOfArticle(shelf: ArticleShelf, articleId: Id): Promise<string> {
  const shelved = await shelf.find(articleId)
  if (shelved !== null) return shelved.folder
  throw new AppError(
    'not-found',
    `The article ${articleId} is not in this library, or cannot be read. Nothing was changed.`,
  )
}

async function withJournal(
  journal: Pick<Journal, 'append'>,
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
