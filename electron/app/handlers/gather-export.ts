import type { ExportSelection } from '../../../shared/api/contract.ts'
import type { AnnotationView } from '../../../shared/api/views.ts'
import type { Annotation } from '../../../shared/domain/annotation.ts'
import { versionsInOrder, type Article, type VersionEntry } from '../../../shared/domain/article.ts'
import type { CollectionMember } from '../../../shared/domain/collection.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { now } from '../../../shared/domain/instant.ts'
import { inReadingOrder } from '../../../shared/domain/reading-order.ts'
import { AppError, assertNever } from '../../../shared/errors.ts'
import type { LeftOutReason } from '../../exchange/check-passages.ts'
import type {
  ExportArticle,
  ExportData,
  ExportPassage,
  ExportVersion,
} from '../../exchange/export-data.ts'
import type { StoredVersion } from '../../library/read-version.ts'
import type { AppContext } from '../app-context.ts'
import type { AnnotationViewer } from './annotation-view.ts'
import { articleOf } from './stored-article.ts'

/**
 * What is to go out: articles in order, each whole (`annotationIds` null) or some passages of it; and
 * what of the selection cannot be read at all.
 */
export type ExportPlan = {
  collection: string | null
  articles: { articleId: Id; annotationIds: ReadonlySet<Id> | null }[]
  unreadable: LeftOutReason[]
}

/** What a selection means today. Throws `not-found` for a collection that is not there. */
export async function planExport(
  context: AppContext,
  selection: ExportSelection,
): Promise<ExportPlan> {
  switch (selection.kind) {
    case 'all':
      return planAll(context)
    case 'articles':
      return planMembers(selection.articleIds.map(whole), null)
    case 'members':
      return planMembers(selection.members, null)
    case 'collection': {
      const { members, name } = await context.library.collections.find(selection.name)
      return planMembers(members, name)
    }
    default:
      return assertNever(selection)
  }
}

async function planAll({ library }: AppContext): Promise<ExportPlan> {
  const live = (await library.articles.list()).filter(({ removed }) => removed === null)
  const plan = planMembers(
    live.sort(byCapture).map(({ id }) => whole(id)),
    null,
  )
  const unreadable = (await library.articles.unreadable()).map(({ id, path, message }) => ({
    id: id ?? path,
    reason: message,
  }))
  return { ...plan, unreadable }
}

/** An article as it goes out (null: nothing of it can), and what cannot go with it. */
export type Gathered = { article: ExportArticle | null; leftOut: LeftOutReason[] }

/** Reads one planned article with the versions on which its passages stand. */
export async function gatherArticle(
  context: AppContext,
  { articleId, annotationIds }: ExportPlan['articles'][number],
  view: AnnotationViewer,
): Promise<Gathered> {
  const article = await articleOf(context, articleId)
  const { annotations: all, problems } = await context.library.annotations.read(articleId)
  const annotations = all
    .filter(({ id, removed }) => removed === null && (annotationIds?.has(id) ?? true))
    .sort(inReadingOrder)
  const leftOut = problems
    .filter(({ id, isShown }) => !isShown && (id === null || (annotationIds?.has(id) ?? true)))
    .map(({ id, message }) => ({ id: id ?? articleId, reason: message }))
  const versions = versionsInOrder(article)
  const gathered: ExportVersion[] = []
  for (const [index, entry] of versions.entries()) {
    const own = annotations.filter(({ target }) => target.versionId === entry.id)
    const isLast = index === versions.length - 1
    if (own.length === 0 && !isLast) continue
    const stored = await readOrSay(context, article, entry.id)
    if (stored instanceof AppError) {
      const reason = stored.message
      leftOut.push(...own.map(({ id }) => ({ id, reason })))
      if (own.length === 0 && gathered.length === 0) leftOut.push({ id: articleId, reason })
      continue
    }
    const passages = own.map((annotation) => passageOf(view(annotation)))
    const { record, text } = stored
    gathered.push({ ...entry, number: index + 1, record, text, passages })
  }
  leftOut.push(...unsynced(annotations, versions), ...gone(annotationIds, annotations, leftOut))
  if (gathered.length === 0) return { article: null, leftOut }
  return { article: { article, metadata: article.metadata, versions: gathered }, leftOut }
}

async function readOrSay(
  { library }: AppContext,
  article: Article,
  versionId: Id,
): Promise<StoredVersion | AppError> {
  try {
    return await library.articles.readVersion(article, versionId)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

function passageOf({ annotation, tags, coderName }: AnnotationView): ExportPassage {
  return { annotation, tags: tags.map(({ path }) => path), coderName }
}

function unsynced(
  annotations: readonly Annotation[],
  versions: readonly VersionEntry[],
): LeftOutReason[] {
  const named = new Set(versions.map(({ id }) => id))
  const reason =
    'The version that this annotation stands on is not in the library; it may not be synced yet.'
  return annotations
    .filter(({ target }) => !named.has(target.versionId))
    .map(({ id }) => ({ id, reason }))
}

/** Chosen annotations that are not there. Where a file cannot be read, they may be in it. */
function gone(
  chosen: ReadonlySet<Id> | null,
  annotations: readonly Annotation[],
  leftOut: readonly LeftOutReason[],
): LeftOutReason[] {
  const isTold = new Set([...annotations, ...leftOut].map(({ id }) => id))
  const reason =
    leftOut.length === 0
      ? 'This annotation was removed, or is not synced yet.'
      : 'This annotation was removed, is not synced yet, or lies in a file that cannot be read.'
  return [...(chosen ?? [])].filter((id) => !isTold.has(id)).map((id) => ({ id, reason }))
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
    unreadable: [],
  }
}

function whole(articleId: Id): CollectionMember {
  return { articleId, annotationId: null }
}

function byCapture(a: Article, b: Article): number {
  return a.createdAt < b.createdAt ? -1 : 1
}
