import type { ArticleListItem } from '../../../shared/api/views.ts'
import type { CollectionMember } from '../../../shared/domain/collection.ts'
import type { Handed } from '../../stores/handed.ts'
import type { Tagged } from '../../stores/tag-many.ts'
import { countOf } from '../../ui/count-of.ts'

/** A whole article as a member of a collection or an export. */
export function memberOf({ row }: ArticleListItem): CollectionMember {
  return { articleId: row.id, annotationId: null }
}

/** A whole article as something to tag. */
export function taggedOf({ row }: ArticleListItem): Tagged {
  return { kind: 'article', articleId: row.id }
}

/** Articles, for Export: with the title where it is one alone. */
export function handOver(articles: readonly ArticleListItem[]): Handed {
  const [first] = articles
  const passages = articles.reduce((sum, { row }) => sum + row.annotations, 0)
  const isOne = articles.length === 1 && first !== undefined
  return {
    kind: 'members',
    members: articles.map(memberOf),
    name: isOne ? 'This article' : `These ${countOf(articles.length, 'article')}`,
    detail: [...(isOne ? [first.row.title] : []), countOf(passages, 'passage')].join(', '),
  }
}
