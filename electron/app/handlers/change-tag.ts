import type { Handlers } from '../../../shared/api/serve.ts'
import { AppError } from '../../../shared/errors.ts'
import type { AppContext } from '../app-context.ts'
import { tagViews } from './list-tags.ts'

/** Gives a tag another name or definition; what is tagged with it stays as it is. */
export function changeTag(context: AppContext): Handlers['codebook.change'] {
  return async ({ tagId, expectedRev, ...fields }) => {
    const { id, name } = await context.library.codebook.change(tagId, expectedRev, fields)
    context.announce('library.changed', { articleIds: [] })
    const tag = (await tagViews(context)).find((view) => view.id === id)
    if (tag !== undefined) return { tag }
    throw new AppError(
      'disk-error',
      `“${name}” was saved, but the tags could not be read again after that. Nothing is lost; check the drive, and look at the tags once more.`,
      { facts: { saved: true } },
    )
  }
}
