import type { ExportRequest, ExportSelection } from '../../../shared/api/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import {
  articlesWithoutPassages,
  checkPassages,
  type LeftOutReason,
} from '../../exchange/check-passages.ts'
import type { ExportArticle, ExportData } from '../../exchange/export-data.ts'
import type { AppContext } from '../app-context.ts'
import { annotationViewer, type AnnotationViewer } from './annotation-view.ts'
import { exportFrame, gatherArticle, planExport, type ExportPlan } from './gather-export.ts'

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
  const missing: LeftOutReason[] = []
  const articles: ExportArticle[] = []
  for (const [index, planned] of plan.articles.entries()) {
    steps.signal.throwIfAborted()
    steps.progress({ done: index, total: plan.articles.length })
    const gathered = await gatherOrSay(context, planned, view)
    if (gathered.article !== null) articles.push(gathered.article)
    missing.push(...gathered.leftOut)
  }
  const frame = await exportFrame(context, plan.collection)
  const { data, leftOut } = checkPassages({ ...frame, articles })
  const passages = countPassages(data.articles)
  if (data.articles.length === 0 || (passages === 0 && request.format !== 'markdown')) {
    throw nothingToExport(missing.length + leftOut.length)
  }
  const empty = articlesWithoutPassages(data, request.format)
  return { data, passages, leftOut: [...missing, ...leftOut, ...empty] }
}

/** An article that cannot be read is left out with its reason; it stops nothing else. */
async function gatherOrSay(
  context: AppContext,
  planned: ExportPlan['articles'][number],
  view: AnnotationViewer,
): Promise<{ article: ExportArticle | null; leftOut: LeftOutReason[] }> {
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

function nothingToExport(leftOut: number): AppError {
  const reason =
    leftOut === 0
      ? 'Nothing in this selection is tagged, noted or highlighted yet'
      : `All ${leftOut} entries of this selection had to be left out`
  return new AppError('nothing-to-export', `${reason}, so no file was written.`)
}
