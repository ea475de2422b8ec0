import type { ExportRequest, ExportSelection } from '../../../shared/api/contract.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { AppError } from '../../../shared/errors.ts'
import {
  articlesWithoutPassages,
  checkPassages,
  type LeftOutReason,
} from '../../exchange/check-passages.ts'
import type { ExportArticle, ExportData } from '../../exchange/export-data.ts'
import type { AppContext } from '../app-context.ts'
import { annotationViewer, type AnnotationViewer } from './annotation-view.ts'
import { exportNotes } from './export-notes.ts'
import {
  exportFrame,
  gatherArticle,
  planExport,
  type ExportPlan,
  type Gathered,
} from './gather-export.ts'

/** What an export holds, checked, and what it leaves out with the reason for each. */
export type PreparedExport = { data: ExportData; passages: number; leftOut: LeftOutReason[] }

/** Reads what a selection holds today. Throws `nothing-to-export` where no file would say anything. */
export async function prepareExport(
  context: AppContext,
  request: { format: ExportRequest['format']; selection: ExportSelection },
  steps: { signal: AbortSignal; progress: (value: { done: number; total: number }) => void },
): Promise<PreparedExport> {
  const plan = await planExport(context, request.selection)
  const view = await annotationViewer(context)
  const missing: LeftOutReason[] = [...plan.unreadable]
  const articles: ExportArticle[] = []
  const incomplete = new Set<Id>()
  for (const [index, planned] of plan.articles.entries()) {
    steps.signal.throwIfAborted()
    steps.progress({ done: index, total: plan.articles.length })
    const { article, leftOut } = await gatherOrSay(context, planned, view)
    if (article !== null) articles.push(article)
    if (leftOut.length > 0) incomplete.add(planned.articleId)
    missing.push(...leftOut)
  }
  const frame = await exportFrame(context, plan.collection)
  const checked = checkPassages({ ...frame, articles })
  const { data } = checked
  const leftOut = [...missing, ...checked.leftOut]
  const passages = countPassages(data.articles)
  if (data.articles.length === 0 || (passages === 0 && request.format !== 'markdown')) {
    throw nothingToExport(leftOut)
  }
  // Of what could not be read nobody knows that there is no passage in it.
  for (const { article } of articlesThatLost(articles, checked.leftOut)) incomplete.add(article.id)
  const empty = articlesWithoutPassages(data, request.format)
  return {
    data,
    passages,
    leftOut: [
      ...leftOut,
      ...empty.filter(({ id }) => !incomplete.has(id)),
      ...(await exportNotes(context, data.articles)),
    ],
  }
}

/** The articles of which {@link checkPassages} left a passage out. */
function articlesThatLost(
  articles: readonly ExportArticle[],
  leftOut: readonly LeftOutReason[],
): ExportArticle[] {
  const lost = new Set(leftOut.map(({ id }) => id))
  return articles.filter(({ versions }) =>
    versions.some(({ passages }) => passages.some(({ annotation }) => lost.has(annotation.id))),
  )
}

/** An article that cannot be read is left out with its reason; it stops nothing else. */
async function gatherOrSay(
  context: AppContext,
  planned: ExportPlan['articles'][number],
  view: AnnotationViewer,
): Promise<Gathered> {
  try {
    return await gatherArticle(context, planned, view)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { article: null, leftOut: [{ id: planned.articleId, reason: error.message }] }
  }
}

function countPassages(articles: readonly ExportArticle[]): number {
  const versions = articles.flatMap((article) => article.versions)
  return versions.reduce((sum, version) => sum + version.passages.length, 0)
}

function nothingToExport(leftOut: readonly LeftOutReason[]): AppError {
  const [first] = leftOut
  if (first === undefined) {
    return new AppError(
      'nothing-to-export',
      'Nothing in this selection is tagged, noted or highlighted yet, so no file was written.',
    )
  }
  const others = leftOut.length - 1
  const more = others === 0 ? '' : ` The same or the like goes for ${others} more.`
  return new AppError(
    'nothing-to-export',
    `Nothing of this selection can be exported, so no file was written. ${first.reason}${more}`,
  )
}
