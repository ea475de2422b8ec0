import { useStore } from '../../stores/store.ts'
import { isPressed } from '../../commands/keymap.ts'
import { hintOf } from '../../ui/hint-of.ts'
import { Picker } from '../../ui/Picker.tsx'
import { tagLine } from '../../ui/tag-line.tsx'
import { pickerRows, refusalOf, type PickerRow } from '../../ui/tag-matching.ts'
import { applyTag, openNote } from './marking.ts'
import type { PlacedAnnotation } from './placed-annotations.ts'
import { passageOfSubject } from './reading.ts'
import type { ReadingSession } from './reading-session.ts'

/**
 * Choosing a tag for the words that are held: type, Enter. The first row is what Enter takes. Ctrl+Enter
 * applies and stays, Tab goes on to the note, Esc goes back to the text with the selection as it was.
 */
export function TagPicker({
  session,
  placed,
}: {
  session: ReadingSession
  placed: readonly PlacedAnnotation[]
}) {
  const { tags, lastTagId, problem } = useStore(session.codebook.store)
  const reading = useStore(session.reading)
  const isArticle = passageOfSubject(reading, placed) === null
  const choose = async (row: PickerRow, stays: boolean): Promise<boolean> => {
    const choice = row.kind === 'tag' ? { id: row.tag.id } : { path: row.path }
    await applyTag(session, choice, stays ? 'picker' : 'none')
    return stays && session.reading.get().failure === null
  }
  return (
    <Picker
      names={{
        layer: isArticle ? 'Tag the whole article' : 'Tag these words',
        field: 'Tag',
        rows: 'Tags',
        placeholder: isArticle ? 'Tag for the whole article' : 'Find a tag, or type a new one',
      }}
      offer={{
        rowsFor: (typed) => pickerRows(tags, typed, lastTagId),
        lookOf: tagLine,
        refusalOf,
      }}
      failure={reading.failure ?? problem}
      foot={<Keys />}
      onChoose={choose}
      onKey={(event) => {
        if (!isPressed(event.nativeEvent, 'picker.note')) return false
        openNote(session)
        return true
      }}
      onClose={() => backToText(session)}
    />
  )
}

const [staying, noting, closing] = [
  hintOf('picker.take-and-stay'),
  hintOf('picker.note'),
  hintOf('picker.close'),
]

function Keys() {
  return (
    <>
      <span>
        <b>{staying.keys}</b> {staying.title}
      </span>
      <span>
        <b>{noting.keys}</b> {noting.title}
      </span>
      <span>
        <b>a/b</b> makes a branch
      </span>
      <span>
        <b>{closing.keys}</b> text
      </span>
    </>
  )
}

function backToText(session: ReadingSession): void {
  session.reading.set((reading) => ({
    ...reading,
    subject: reading.subject.kind === 'article' ? { kind: 'nothing' } : reading.subject,
    layer: reading.subject.kind === 'article' ? { kind: 'none' } : { kind: 'popover' },
    failure: null,
  }))
  session.screen.get()?.editor.focus()
}
