import type { Handlers } from '../../../shared/api/serve.ts'
import type { TagView } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { currentTag, isLive, tagPath } from '../../../shared/domain/tag.ts'
import type { AppContext } from '../app-context.ts'

/** The tags that can be chosen, by path, each with how often it is used. */
export function listTags(context: AppContext): Handlers['codebook.list'] {
  return async () => ({ tags: await tagViews(context) })
}

/** The tags of the library as people see them, by path. */
export async function tagViews({ library }: AppContext): Promise<TagView[]> {
  const codebook = await library.codebook.read()
  const uses = new Map<Id, number>()
  const branchUses = new Map<Id, number>()
  const parents = new Map(codebook.tags.map(({ id, parentId }) => [id, parentId]))
  const above = (id: Id, seen: readonly Id[] = [id]): Id[] => {
    const parent = parents.get(id) ?? null
    return parent === null || seen.includes(parent)
      ? []
      : [parent, ...above(parent, [...seen, parent])]
  }
  for (const article of await library.articles.list()) {
    if (article.removed !== null) continue
    for (const { removed, tagIds } of await library.annotations.ofArticle(article.id)) {
      if (removed !== null) continue
      const current = new Set(tagIds.map((id) => currentTag(codebook, id)?.id))
      const own = [...current].flatMap((id) => id ?? [])
      countIn(uses, own)
      countIn(branchUses, new Set(own.flatMap((id) => [id, ...above(id)])))
    }
  }
  const tags = codebook.tags.filter(isLive).map((tag) => ({
    id: tag.id,
    rev: tag.rev,
    path: tagPath(codebook, tag),
    name: tag.name,
    definition: tag.definition,
    hue: tag.hue,
    lineStyle: tag.lineStyle,
    uses: uses.get(tag.id) ?? 0,
    branchUses: branchUses.get(tag.id) ?? 0,
  }))
  return tags.sort((a, b) => a.path.localeCompare(b.path, 'en'))
}

function countIn(counts: Map<Id, number>, ids: Iterable<Id>): void {
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
}
