import type { ArticleView } from '../../../shared/api/views.ts'
import { claimWords } from '../../app/claim-words.ts'
import { annotationJson, annotationWords, type AnnotationJson } from '../annotation-json.ts'
import { idPart, resolveArticle, UsageError, type Command } from '../command.ts'

/** `pressmark show`: one article, its text and what stands on it. */
export const show: Command = {
  usage: 'show ID',
  about: 'Shows the latest version of an article: where it comes from, its text, its annotations.',
  example: 'pressmark show 4f0c2a9b',
  options: {},
  prepare(positionals) {
    const [typed, ...rest] = positionals
    if (typed === undefined || rest.length > 0) throw new UsageError('show needs one id.')
    const part = idPart(typed)
    return async (context) => {
      const id = await resolveArticle(context.call, part)
      const view = await context.call('articles.open', { id })
      for (const problem of view.problems) context.note(`Note: ${problem}`)
      const annotations = view.annotations.map(annotationJson)
      return { json: asJson(view, annotations), words: inWords(view, annotations), exitCode: 0 }
    }
  },
}

function asJson(view: ArticleView, annotations: AnnotationJson[]): unknown {
  const { row, metadata, version, text, body } = view
  return {
    article: { ...row, authors: metadata.authors.value ?? [], metadata },
    version: {
      id: version.id,
      number: version.number,
      capturedAt: version.capturedAt,
      sha256: version.sha256,
      provenance: version.provenance,
    },
    text,
    body,
    annotations,
  }
}

function inWords(view: ArticleView, annotations: readonly AnnotationJson[]): string {
  const { row, metadata, version, text } = view
  const source = [row.outlet, metadata.authors.value?.join(', '), row.published]
    .filter((fact) => fact !== null && fact !== undefined && fact !== '')
    .join(' · ')
  const head = [
    row.title,
    source,
    row.key,
    claimWords(view),
    `version ${version.number} of ${row.versions}, captured ${version.capturedAt}`,
    `sha256 ${version.sha256}`,
  ].filter((line) => line !== '')
  const notes = annotations.map(annotationWords)
  return [...head, '', text, ...(notes.length > 0 ? ['', 'Annotations', ...notes] : [])].join('\n')
}
