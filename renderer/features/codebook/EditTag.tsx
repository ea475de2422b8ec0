import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { TagView } from '../../../shared/api/views.ts'
import { commandOf } from '../../commands/keymap.ts'
import { failureOf } from '../../stores/failure-of.ts'
import type { Store } from '../../stores/store.ts'
import type { TagEdit } from '../../stores/undo-history.ts'
import { Button } from '../../ui/Button.tsx'
import { useGuardedClose } from '../../ui/use-guarded-close.ts'
import styles from './Codebook.module.css'
import { editOf, type TagDraft } from './tag-draft.ts'

/** Changes the name and the definition of a tag. What is refused is told here, with what was typed kept. */
export function EditTag({
  draft,
  drafts,
  current,
  onChange,
  onClose,
}: {
  draft: TagDraft
  drafts: Store<TagDraft | null>
  /** The tag as it is now; another window may have changed it. */
  current: TagView
  onChange: (tag: TagView, edit: TagEdit) => Promise<TagView>
  onClose: () => void
}) {
  const [failure, setFailure] = useState<string | null>(null)
  const [isSaving, setSaving] = useState(false)
  const name = useRef<HTMLInputElement>(null)
  useEffect(() => name.current?.focus(), [])
  useGuardedClose(() => editOf(draft) !== null)
  const type = (part: Partial<TagDraft>): void => drafts.set({ ...draft, ...part })
  const save = async (): Promise<void> => {
    const edit = editOf(draft)
    if (edit === null) return onClose()
    setSaving(true)
    try {
      await onChange(draft.tag, edit)
      onClose()
    } catch (problem) {
      const { code, message } = failureOf(problem)
      setFailure(`${message} What you typed is still here.`)
      // What is saved next is meant over the tag as it is now.
      if (code === 'changed-meanwhile') type({ tag: current })
      setSaving(false)
      name.current?.focus()
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const id = commandOf(event.nativeEvent, ['form.save', 'form.close'])
    if (id === null) return
    if (id === 'form.save') void save()
    else if (editOf(draft) === null) onClose()
    else setFailure('This is not saved yet: choose Save, or Cancel to leave the tag as it was.')
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // The keys are the fields' own, caught on their way up.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles.edit}
      aria-label={`Tag ${draft.tag.name}`}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <label>
        Name
        <input
          ref={name}
          value={draft.name}
          onChange={(event) => type({ name: event.currentTarget.value })}
          autoComplete="off"
          dir="auto"
        />
      </label>
      <label>
        Definition
        <textarea
          value={draft.definition}
          rows={4}
          maxLength={20_000}
          onChange={(event) => type({ definition: event.currentTarget.value })}
          dir="auto"
        />
      </label>
      {failure === null ? null : (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      <p className={styles.actions}>
        <Button submits aria-disabled={isSaving}>
          Save
        </Button>
        <Button look="text" onClick={onClose}>
          Cancel
        </Button>
      </p>
    </form>
  )
}
