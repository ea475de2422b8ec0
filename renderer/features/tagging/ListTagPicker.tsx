import { useRef, useState } from 'react'
import type { TagChoice } from '../../../shared/api/contract.ts'
import type { CodebookStore } from '../../stores/codebook.ts'
import { useStore } from '../../stores/store.ts'
import { hintOf } from '../../ui/hint-of.ts'
import { Picker } from '../../ui/Picker.tsx'
import { tagLine } from '../../ui/tag-line.tsx'
import { pickerRows, refusalOf, type PickerRow } from '../../ui/tag-matching.ts'

const closing = hintOf('picker.close')

/** Choosing a tag for what is chosen in a list: type, Enter. It stands beside what asked for it. */
export function ListTagPicker({
  codebook,
  what,
  beside,
  onChoose,
  onClose,
}: {
  codebook: CodebookStore
  /** What gets the tag, in words: `this article`, `3 passages`. */
  what: string
  beside: HTMLElement
  /** Answers why it was refused, null where all is done: then it closes this. */
  onChoose: (choice: TagChoice) => Promise<string | null>
  /** `isLeft`: the focus is somewhere else already. */
  onClose: (isLeft: boolean) => void
}) {
  const { tags, lastTagId, problem } = useStore(codebook.store)
  const [failure, setFailure] = useState<string | null>(null)
  const isWriting = useRef(false)
  const choose = async (row: PickerRow): Promise<boolean> => {
    if (isWriting.current) return false
    isWriting.current = true
    setFailure(null)
    setFailure(await onChoose(row.kind === 'tag' ? { id: row.tag.id } : { path: row.path }))
    isWriting.current = false
    return false
  }
  return (
    <Picker
      names={{
        layer: `Tag ${what}`,
        field: 'Tag',
        rows: 'Tags',
        placeholder: `Tag for ${what}`,
      }}
      offer={{
        rowsFor: (typed) => pickerRows(tags, typed, lastTagId),
        lookOf: tagLine,
        refusalOf,
      }}
      beside={beside}
      failure={failure ?? problem}
      foot={
        <>
          <span>
            <b>a/b</b> makes a branch
          </span>
          <span>
            <b>{closing.keys}</b> {closing.title}
          </span>
        </>
      }
      onChoose={choose}
      onClose={() => onClose(false)}
      onLeave={onClose}
    />
  )
}
