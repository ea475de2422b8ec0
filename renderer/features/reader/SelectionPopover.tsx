import type { ReactNode } from 'react'
import { useStore } from '../../stores/store.ts'
import type { CommandId } from '../../../shared/commands.ts'
import { ariaKeys, keyNames } from '../../commands/keymap.ts'
import { isMac } from '../../ui/platform.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { applyTag, highlight, openNote, openPicker, remove } from './marking.ts'
import type { PlacedAnnotation } from './placed-annotations.ts'
import { annotationOfSubject } from './reading.ts'
import type { ReadingSession } from './reading-session.ts'
import styles from './SelectionPopover.module.css'
import { TagSample } from '../../ui/TagSample.tsx'
import { cycleOf, nextOverlap } from './walking.ts'

/**
 * What can be done with the words that are chosen, each with its key. It never takes the focus: a
 * click on it leaves selection and focus where they are.
 */
export function SelectionPopover({
  session,
  placed,
}: {
  session: ReadingSession
  placed: readonly PlacedAnnotation[]
}) {
  const reading = useStore(session.reading)
  const { tags, lastTagId } = useStore(session.codebook.store)
  const lastTag = tags.find(({ id }) => id === lastTagId)
  const view = annotationOfSubject(reading, placed)
  const isOverlap = view !== null && cycleOf(reading, placed).length > 1
  return (
    <div
      className={styles.popover}
      role="toolbar"
      tabIndex={-1}
      aria-label={view === null ? 'Selected words' : 'Annotation'}
      onMouseDown={(event) => event.preventDefault()}
    >
      <Item name="Tag" command="article.tag" onPress={() => openPicker(session)} />
      {lastTag === undefined ? null : (
        <Item
          name={lastTag.name}
          command="article.last-tag"
          sample={<TagSample look={lastTag} />}
          onPress={() => void applyTag(session, { id: lastTag.id }, 'none')}
        />
      )}
      <span className={styles.rule} />
      {view === null ? (
        <Item
          name="Highlight"
          command="article.highlight"
          onPress={() => void highlight(session)}
        />
      ) : null}
      <Item name="Note" command="article.note" onPress={() => openNote(session)} />
      {isOverlap ? (
        <Item name="Next" command="article.overlap" onPress={() => nextOverlap(session)} />
      ) : null}
      {view?.isMine === true ? (
        <Item name="Remove" command="article.remove" onPress={() => void remove(session, view)} />
      ) : null}
      {reading.failure === null ? null : (
        <p className={styles.failure} role="alert">
          {reading.failure}
        </p>
      )}
    </div>
  )
}

function Item({
  name,
  command,
  sample,
  onPress,
}: {
  name: string
  command: CommandId
  sample?: ReactNode
  onPress: () => void
}) {
  return (
    <button
      type="button"
      className={styles.item}
      aria-keyshortcuts={ariaKeys(command, isMac)}
      onClick={onPress}
    >
      {sample}
      {name}
      <KeyCap name={keyNames(command, isMac)} />
    </button>
  )
}
