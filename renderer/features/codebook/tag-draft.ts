import type { TagView } from '../../../shared/api/views.ts'
import type { TagEdit } from '../../stores/undo-history.ts'

/** What is being written of a tag: the tag as it was when that began, and the fields as they are typed. */
export type TagDraft = { tag: TagView; name: string; definition: string }

/** A draft of a tag as it is. */
export function draftOf(tag: TagView): TagDraft {
  return { tag, name: tag.name, definition: tag.definition }
}

/** What a draft changes of its tag; null: nothing. */
export function editOf({ tag, name, definition }: TagDraft): TagEdit | null {
  const edit = {
    ...(name.trim() === tag.name ? {} : { name }),
    ...(definition === tag.definition ? {} : { definition: definition.trim() }),
  }
  return Object.keys(edit).length === 0 ? null : edit
}
