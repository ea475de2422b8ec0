import type { ArticleRow } from '../../../shared/api/views.ts'
import type { Annotation } from '../../../shared/domain/annotation.ts'
import { latestVersion, type Article } from '../../../shared/domain/article.ts'
import type { Codebook } from '../../../shared/domain/tag.ts'
import { tagsOf } from './annotation-view.ts'

/** What an article is called: its title, or its key where the page gave none. */
export function articleTitle(article: Article): string {
  return article.metadata.title.value ?? article.key
}

/** The Library's row for an article; `annotations` are those of every coder, removed ones included. */
export function articleRow(
  article: Article,
  annotations: readonly Annotation[],
  codebook: Codebook,
): ArticleRow {
  const live = annotations.filter((annotation) => annotation.removed === null)
  return {
    id: article.id,
    key: article.key,
    title: articleTitle(article),
    outlet: article.metadata.outlet.value,
    published: article.metadata.published.value?.day ?? null,
    capturedAt: latestVersion(article).capturedAt,
    versions: article.versions.length,
    annotations: live.length,
    tags: pathsOf(live, codebook),
  }
}

/**
 * The tags of these annotations as paths, each once, in the order of the codebook. One that the codebook
 * doesn't know has no path: it stays on its passage, and the library's problems tell of the loss.
 */
function pathsOf(annotations: readonly Annotation[], codebook: Codebook): string[] {
  const used = new Map(
    annotations
      .flatMap((annotation) => tagsOf(annotation, codebook))
      .map(({ id, path }) => [id, path]),
  )
  return [...new Set(codebook.tags.flatMap(({ id }) => used.get(id) ?? []))]
}
