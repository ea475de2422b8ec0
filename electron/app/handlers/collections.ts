import type { CollectionView } from '../../../shared/api/views.ts'
import type { Handlers } from '../../../shared/api/serve.ts'
import type { Collection, CollectionMember } from '../../../shared/domain/collection.ts'
import { AppError } from '../../../shared/errors.ts'
import type { AppContext } from '../app-context.ts'
import { articleOf } from './stored-article.ts'

/** The collections that were not removed, and why there may be more than can be read. */
export function listCollections({ library }: AppContext): Handlers['collections.list'] {
  return async () => {
    const { collections } = await library.collections.read()
    const live = collections.filter(({ removed }) => removed === null)
    const ofTheFile = library.problems().filter(({ path }) => path === 'collections.json')
    return { collections: live.map(viewOf), problems: ofTheFile.map(({ message }) => message) }
  }
}

/** Adds articles or passages to a collection, making it where none has the name. */
export function addToCollection(context: AppContext): Handlers['collections.add'] {
  return async ({ name, members }) => {
    for (const member of members) await refuseUnknown(context, member)
    const { warnings, ...collection } = await context.library.collections.add(name, members)
    context.announce('library.changed', { articleIds: [] })
    return { collection: viewOf(collection), warnings }
  }
}

/** Takes articles or passages out of a collection; they stay in the library. */
export function removeFromCollection(context: AppContext): Handlers['collections.remove'] {
  return async ({ name, members }) => {
    const { warnings, ...collection } = await context.library.collections.remove(name, members)
    context.announce('library.changed', { articleIds: [] })
    return { collection: viewOf(collection), warnings }
  }
}

async function refuseUnknown(context: AppContext, member: CollectionMember): Promise<void> {
  const article = await articleOf(context, member.articleId)
  if (member.annotationId === null) return
  const annotations = await context.library.annotations.ofArticle(article.id)
  if (annotations.some(({ id, removed }) => id === member.annotationId && removed === null)) return
  throw new AppError('not-found', 'That passage is not in this library. Nothing was changed.')
}

function viewOf(collection: Collection): CollectionView {
  const articles = collection.members.filter(({ annotationId }) => annotationId === null)
  return {
    id: collection.id,
    name: collection.name,
    members: collection.members,
    articles: articles.length,
    passages: collection.members.length - articles.length,
  }
}
