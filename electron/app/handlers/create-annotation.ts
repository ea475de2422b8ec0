import type { Handlers } from '../../../shared/api/serve.ts'
import { describe, trimPassage, type Passage } from '../../../shared/anchoring/describe.ts'
import type { NewAnnotation, Output } from '../../../shared/api/contract.ts'
import type { Target } from '../../../shared/domain/annotation.ts'
import { AppError } from '../../../shared/errors.ts'
import type { AppContext } from '../app-context.ts'
import { annotationViewer } from './annotation-view.ts'
import { articleOf, versionOf } from './stored-article.ts'

/** Makes an annotation on a passage, or on the whole article, with its tags and note. */
export function createAnnotation(context: AppContext): Handlers['annotations.create'] {
  return (input) => annotate(context, input)
}

/** Writes a new annotation; tags that a path names and the codebook lacks are made on the way. */
export async function annotate(
  context: AppContext,
  input: NewAnnotation,
): Promise<Output<'annotations.create'>> {
  const { library } = context
  const target = await targetOf(context, input)
  const { annotation, warnings } = await library.annotations.create({
    articleId: input.articleId,
    target,
    tagIds: () => library.codebook.ensureTags(input.tags),
    note: input.note,
    basedOn: null,
  })
  await context.machine.tick('tagged')
  context.announce('library.changed', { articleIds: [input.articleId] })
  const view = await annotationViewer(context)
  return { annotation: view(annotation), warnings }
}

/** The target of a passage in a version: trimmed, described, pinned to the text's hash. */
export async function targetOf(
  context: AppContext,
  input: { articleId: string; versionId: string; passage: Passage | null },
): Promise<Target> {
  const article = await articleOf(context, input.articleId)
  const { entry } = versionOf(article, input.versionId)
  const common = { versionId: entry.id, textSha256: entry.textSha256 }
  if (input.passage === null) return { ...common, quote: null, position: null }
  const { text } = await context.library.articles.readVersion(article, entry.id)
  const passage = input.passage.end <= text.length ? trimPassage(text, input.passage) : null
  if (passage === null) {
    throw new AppError(
      'invalid-input',
      'That passage is empty or lies outside the article’s text. Nothing was changed; select some words and try again.',
    )
  }
  return { ...common, ...describe(text, passage) }
}
