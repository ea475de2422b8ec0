import type { Id } from '../../../shared/domain/ids.ts'
import type { LeftOutReason } from '../../exchange/check-passages.ts'
import type { ExportArticle } from '../../exchange/export-data.ts'
import type { AppContext } from '../app-context.ts'
import { unknownTags } from './annotation-view.ts'

/**
 * What the passages of an export lack although they are in it: the name of a tag that the codebook
 * does not know, the name of a coder whose record is not to be had. Each by the annotation's id.
 */
export async function exportNotes(
  context: AppContext,
  articles: readonly ExportArticle[],
): Promise<LeftOutReason[]> {
  const { library } = context
  const codebook = await library.codebook.read()
  const codebookProblem = await library.codebook.problem()
  const passages = articles.flatMap(({ versions }) =>
    versions.flatMap((version) => version.passages),
  )
  const coders = await nameless(
    context,
    new Set(passages.map(({ annotation }) => annotation.coderId)),
  )
  return passages.flatMap(({ annotation, coderName }) => {
    const coder = coders.get(annotation.coderId)
    const reasons = [
      ...tagNote(unknownTags(annotation, codebook), codebookProblem),
      ...(coder === undefined
        ? []
        : [`The name of its coder: “${coderName}” stands instead. ${coder}`]),
    ]
    return reasons.map((reason) => ({ id: annotation.id, reason }))
  })
}

function tagNote(unknown: readonly Id[], codebookProblem: string | null): string[] {
  if (unknown.length === 0) return []
  const what =
    unknown.length === 1
      ? 'The name of its tag: the codebook does not know it, so its id stands instead'
      : `The names of ${unknown.length} of its tags: the codebook does not know them, so their ids stand instead`
  const why = codebookProblem ?? 'The codebook may not be synced yet; the annotation is as it was.'
  return [`${what}, ${unknown.join(', ')}. ${why}`]
}

/** The coders whose name is not known, each with the reason in a sentence. */
async function nameless(
  { library }: AppContext,
  coderIds: ReadonlySet<Id>,
): Promise<ReadonlyMap<Id, string>> {
  const mine = await library.coders.mine()
  const known = new Set((await library.coders.list()).map(({ id }) => id))
  if (mine.problem === null) known.add(mine.id)
  const reasons = new Map<Id, string>()
  for (const id of coderIds) {
    if (known.has(id)) continue
    const problem = await library.coders.problemOf(id)
    reasons.set(id, problem ?? `There is no record of the coder ${id}; it may not be synced yet.`)
  }
  return reasons
}
