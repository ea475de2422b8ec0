import { useEffect, useRef } from 'react'
import type { TagView } from '../../../shared/api/views.ts'
import { useStore, type Store } from '../../stores/store.ts'
import type { TagEdit } from '../../stores/undo-history.ts'
import { Button } from '../../ui/Button.tsx'
import { countOf } from '../../ui/count-of.ts'
import { TagSample } from '../../ui/TagSample.tsx'
import styles from './Codebook.module.css'
import { EditTag } from './EditTag.tsx'
import { draftOf, type TagDraft } from './tag-draft.ts'

/** What a tag is: its name and definition, to be changed, and the way to its passages. */
export function TagCard({
  tag,
  drafts,
  onChange,
  onPassages = null,
}: {
  tag: TagView
  /** What is being written, of this tag or another. */
  drafts: Store<TagDraft | null>
  onChange: (tag: TagView, edit: TagEdit) => Promise<TagView>
  /** Opens the passages of its branch; null where they are on screen already. */
  onPassages?: (() => void) | null
}) {
  const draft = useStore(drafts)
  const edit = useRef<HTMLButtonElement>(null)
  const wasEdited = useRef(false)
  const isEdited = draft?.tag.id === tag.id
  useEffect(() => {
    // The form goes, and its focus with it.
    if (wasEdited.current && !isEdited) edit.current?.focus()
    wasEdited.current = isEdited
  }, [isEdited])
  if (isEdited) {
    const close = (): void => drafts.set(null)
    return (
      <div className={styles.card}>
        <EditTag draft={draft} drafts={drafts} current={tag} onChange={onChange} onClose={close} />
      </div>
    )
  }
  return (
    <section className={styles.card} aria-label={`Tag ${tag.path.replaceAll('/', ' / ')}`}>
      <header className={styles.cardHead}>
        <TagSample look={tag} />
        <h2 dir="auto">{tag.name}</h2>
        <button
          ref={edit}
          type="button"
          className={styles.editButton}
          aria-label={`Edit ${tag.name}`}
          onClick={() => drafts.set(draftOf(tag))}
        >
          Edit
        </button>
      </header>
      {tag.definition === '' ? (
        <p className={styles.none}>No definition yet.</p>
      ) : (
        <p className={styles.definition} dir="auto">
          {tag.definition}
        </p>
      )}
      {onPassages === null || tag.branchUses === 0 ? null : (
        <p className={styles.actions}>
          <Button look="text" onClick={onPassages}>
            {`Show ${countOf(tag.branchUses, 'passage')}`}
          </Button>
        </p>
      )}
    </section>
  )
}
