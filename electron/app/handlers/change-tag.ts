import type { Handlers } from '../../../shared/api/serve.ts'
import type { AppContext } from '../app-context.ts'
import { tagViews } from './list-tags.ts'

/** Gives a tag another name or definition; what is tagged with it stays as it is. */
export function changeTag(context: AppContext): Handlers['codebook.change'] {
  return async ({ tagId, expectedRev, ...fields }) => {
    const { id } = await context.library.codebook.change(tagId, expectedRev, fields)
    context.announce('library.changed', { articleIds: [] })
    const tag = (await tagViews(context)).find((view) => view.id === id)
    if (tag === undefined) throw new Error('a tag that was just changed is in the codebook')
    return { tag }
  }
}
