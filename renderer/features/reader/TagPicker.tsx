import { Plus } from 'lucide-react'
import { useStore } from '../../stores/store.ts'
import { isPressed } from '../../commands/keymap.ts'
import { hintOf } from '../../ui/hint-of.ts'
import { Picker } from '../../ui/Picker.tsx'
import type { PickerLineLook } from '../../ui/PickerLine.tsx'
import { TagSample } from '../../ui/TagSample.tsx'
import { applyTag, openNote } from './marking.ts'
import type { PlacedAnnotation } from './placed-annotations.ts'
import { passageOfSubject } from './reading.ts'
import type { ReadingSession } from './reading-session.ts'
import { branchAndName, pickerRows, refusalOf, type PickerRow } from './tag-matching.ts'
import styles from './TagPicker.module.css'

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
        lookOf,
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

function lookOf(row: PickerRow): PickerLineLook {
  if (row.kind === 'tag') {
    const { tag, matched } = row
    return {
      key: tag.id,
      icon: <TagSample look={tag} />,
      name: <MatchedPath path={tag.path} matched={matched} />,
      count: tag.uses === 0 ? null : tag.uses,
      beginsGroup: false,
    }
  }
  return {
    key: `new ${row.path}`,
    icon: <Plus size={16} aria-hidden="true" />,
    name: <NewPath path={row.path} />,
    count: null,
    beginsGroup: row.isFirst,
  }
}

function NewPath({ path }: { path: string }) {
  const { branch, name } = branchAndName(path)
  return (
    <>
      <span className={styles.new}>New tag</span>
      <span className={styles.branch}>{branch}</span>
      {name}
    </>
  )
}

/** The path with the matched letters bold and the branch quieter than the name. */
function MatchedPath({ path, matched }: { path: string; matched: ReadonlySet<number> }) {
  const nameStart = path.lastIndexOf('/') + 1
  const piece = (start: number, end: number) =>
    Array.from({ length: end - start }, (_, index) => start + index).map((at) => {
      const letter = path[at] === '/' ? ' / ' : path[at]
      return matched.has(at) ? <b key={at}>{letter}</b> : letter
    })
  return (
    <span className={styles.path}>
      <span className={styles.branch}>{piece(0, nameStart)}</span>
      {piece(nameStart, path.length)}
    </span>
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
