import type { ArticleRow } from '../../../shared/api/views.ts'
import type { Annotation } from '../../../shared/domain/annotation.ts'
import { latestVersion, type Article } from '../../../shared/domain/article.ts'
import { currentTag, tagPath, type Codebook } from '../../../shared/domain/tag.ts'

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

/** The tags of these annotations as paths, each once, in the order of the codebook. */
function pathsOf(annotations: readonly Annotation[], codebook: Codebook): string[] {
  const used = new Set<string>()
  for (const annotation of annotations) {
    for (const id of annotation.tagIds) {
      const tag = currentTag(codebook, id)
      if (tag !== null && tag.removed === null) used.add(tag.id)
    }
  }
  return codebook.tags.filter((tag) => used.has(tag.id)).map((tag) => tagPath(codebook, tag))
}
