import type { ExportSelection } from '../../../shared/api/contract.ts'
import { versionsInOrder, type Article } from '../../../shared/domain/article.ts'
import { CollectionName, type CollectionMember } from '../../../shared/domain/collection.ts'
import type { Annotation } from '../../../shared/domain/annotation.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { now } from '../../../shared/domain/instant.ts'
import { AppError } from '../../../shared/errors.ts'
import type { LeftOutReason } from '../../exchange/check-passages.ts'
import type { ExportArticle, ExportData, ExportVersion } from '../../exchange/export-data.ts'
import type { AppContext } from '../app-context.ts'
import { inTextOrder, type AnnotationViewer } from './annotation-view.ts'
import { articleOf } from './stored-article.ts'

/** What is to go out: articles in order, each whole (`annotationIds` null) or some passages of it. */
export type ExportPlan = {
  collection: string | null
  articles: { articleId: Id; annotationIds: ReadonlySet<Id> | null }[]
}

/** What a selection means today. Throws `not-found` for a collection that is not there. */
export async function planExport(
  context: AppContext,
  selection: ExportSelection,
): Promise<ExportPlan> {
  if (selection.kind === 'articles') {
    const ids = [...new Set(selection.articleIds)]
    return { collection: null, articles: ids.map(whole) }
  }
  if (selection.kind === 'collection') return planCollection(context, selection.name)
  if (selection.kind === 'members') return planMembers(selection.members, null)
  const articles = await context.library.articles.list()
  const live = articles.filter(({ removed }) => removed === null).sort(byCapture)
  return { collection: null, articles: live.map(({ id }) => whole(id)) }
}

/** An article as it goes out, and the annotations that cannot go with it. */
export type Gathered = { article: ExportArticle; leftOut: LeftOutReason[] }

/** Reads one planned article with the versions on which its passages stand. */
export async function gatherArticle(
  context: AppContext,
  { articleId, annotationIds }: ExportPlan['articles'][number],
  view: AnnotationViewer,
): Promise<Gathered> {
  const article = await articleOf(context, articleId)
  const annotations = (await context.library.annotations.ofArticle(articleId)).filter(
    ({ id, removed }) => removed === null && (annotationIds === null || annotationIds.has(id)),
  )
  const versions = versionsInOrder(article)
  const gathered: ExportVersion[] = []
  for (const [index, entry] of versions.entries()) {
    const own = annotations.filter(({ target }) => target.versionId === entry.id)
    const isLast = index === versions.length - 1
    if (own.length === 0 && !isLast) continue
    const { record, text } = await context.library.articles.readVersion(article, entry.id)
    const passages = inTextOrder(own).map((annotation: Annotation) => {
      const shown = view(annotation)
      return { annotation, tags: shown.tags.map(({ path }) => path), coderName: shown.coderName }
    })
    gathered.push({ ...entry, number: index + 1, record, text, passages })
  }
  const isNamed = new Set(versions.map(({ id }) => id))
  const isHere = new Set(annotations.map(({ id }) => id))
  const gone = [...(annotationIds ?? [])]
    .filter((id) => !isHere.has(id))
    .map((id) => ({ id, reason: 'This annotation was removed, or is not synced yet.' }))
  const unsynced = annotations
    .filter(({ target }) => !isNamed.has(target.versionId))
    .map(({ id }) => ({
      id,
      reason:
        'The version that this annotation stands on is not in the library; it may not be synced yet.',
    }))
  const leftOut = [...gone, ...unsynced]
  return { article: { article, metadata: article.metadata, versions: gathered }, leftOut }
}

/** The frame of an export around its articles. */
export async function exportFrame(
  context: AppContext,
  collection: string | null,
): Promise<Omit<ExportData, 'articles'>> {
  const record = await context.library.record()
  return {
    collection,
    exportedAt: now(),
    libraryId: record?.id ?? null,
    software: `Pressmark ${context.version}`,
  }
}

async function planCollection(context: AppContext, name: string): Promise<ExportPlan> {
  const wanted = fold(name)
  const { collections } = await context.library.collections.read()
  const collection = collections.find(
    (candidate) => candidate.removed === null && fold(candidate.name) === wanted,
  )
  if (collection === undefined) {
    throw new AppError(
      'not-found',
      `There is no collection “${name}” in this library. Nothing was exported; see the names with: pressmark collection list.`,
    )
  }
  return planMembers(collection.members, collection.name)
}

/** Members in order, the passages of one article together; the whole article takes in its passages. */
function planMembers(members: readonly CollectionMember[], collection: string | null): ExportPlan {
  const articles = new Map<Id, Set<Id> | null>()
  for (const { articleId, annotationId } of members) {
    const chosen = articles.get(articleId)
    if (annotationId === null || chosen === null) articles.set(articleId, null)
    else articles.set(articleId, (chosen ?? new Set()).add(annotationId))
  }
  return {
    collection,
    articles: [...articles].map(([articleId, annotationIds]) => ({ articleId, annotationIds })),
  }
}

function whole(articleId: Id): ExportPlan['articles'][number] {
  return { articleId, annotationIds: null }
}

function fold(name: string): string {
  return CollectionName.parse(name).normalize('NFC').toLowerCase()
}

function byCapture(a: Article, b: Article): number {
  return a.createdAt < b.createdAt ? -1 : 1
}
