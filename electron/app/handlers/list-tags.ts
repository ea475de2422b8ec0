import type { Handlers } from '../../../shared/api/serve.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { currentTag, tagPath } from '../../../shared/domain/tag.ts'
import type { AppContext } from '../app-context.ts'

/** The tags that can be chosen, by path, each with how often it is used. */
export function listTags({ library }: AppContext): Handlers['codebook.list'] {
  return async () => {
    const codebook = await library.codebook.read()
    const uses = new Map<Id, number>()
    for (const article of await library.articles.list()) {
      if (article.removed !== null) continue
      for (const { removed, tagIds } of await library.annotations.ofArticle(article.id)) {
        if (removed !== null) continue
        const current = new Set(tagIds.map((id) => currentTag(codebook, id)?.id))
        for (const id of current) if (id !== undefined) uses.set(id, (uses.get(id) ?? 0) + 1)
      }
    }
    const tags = codebook.tags
      .filter((tag) => tag.removed === null && tag.mergedInto === null)
      .map((tag) => ({
        id: tag.id,
        path: tagPath(codebook, tag),
        name: tag.name,
        definition: tag.definition,
        hue: tag.hue,
        lineStyle: tag.lineStyle,
        uses: uses.get(tag.id) ?? 0,
      }))
    return { tags: tags.sort((a, b) => a.path.localeCompare(b.path, 'en')) }
  }
}
