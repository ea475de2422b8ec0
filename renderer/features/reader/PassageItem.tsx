import { MessageSquare, X } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import { isPressed } from '../../commands/keymap.ts'
import { passageElementId } from '../../editor/highlights-plugin.ts'
import { useStore } from '../../stores/store.ts'
import { Button } from '../../ui/Button.tsx'
import { fullMomentOf, momentOf } from '../../ui/dates.ts'
import { Markdown } from '../../ui/Markdown.tsx'
import { openNote, openPicker, remove, takeTagOff } from './marking.ts'
import styles from './PassagePanel.module.css'
import type { PlacedAnnotation } from './placed-annotations.ts'
import type { ReadingSession } from './reading-session.ts'
import { ofPassage, pressKey } from './reading-keys.ts'
import { TagSample } from '../../ui/TagSample.tsx'
import { goTo, hover } from './walking.ts'

/** One annotation in the list: its words and tags; when chosen, also its note, its coder and what can be done. */
export const PassageItem = memo(function PassageItem({
  session,
  placed,
  text,
  isActive,
}: {
  session: ReadingSession
  placed: PlacedAnnotation
  text: string
  isActive: boolean
}) {
  const { tags } = useStore(session.codebook.store)
  const { view, passage, isLost } = placed
  const { note } = view.annotation
  return (
    <li className={styles.item} id={passageElementId(view.annotation.id)} data-active={isActive}>
      <button
        type="button"
        className={styles.words}
        aria-current={isActive}
        onMouseEnter={() => hover(session, [view.annotation.id])}
        onMouseLeave={() => hover(session, [])}
        onClick={() => goTo(session, placed)}
        onKeyDown={(event) => {
          if (isPressed(event.nativeEvent, 'panel.leave')) session.screen.get()?.editor.focus()
          // The keys that the popover shows are the chosen passage's, wherever it was chosen.
          else if (isActive) pressKey(session, event.nativeEvent, ofPassage)
        }}
      >
        <span className={styles.quote}>
          {passage === null
            ? isLost
              ? `Not found in this version: ${view.annotation.target.quote?.exact ?? ''}`
              : 'Whole article'
            : text.slice(passage.start, passage.end)}
        </span>
        <span className={styles.tags}>
          {view.tags.map(({ id, path }) => (
            <span key={id} className={styles.tag}>
              <TagSample look={tags.find((tag) => tag.id === id) ?? null} />
              {path.slice(path.lastIndexOf('/') + 1)}
            </span>
          ))}
          {note === '' || isActive ? null : (
            <MessageSquare size={14} aria-label="with a note" className={styles.hasNote} />
          )}
          {view.isMine ? null : <span className={styles.coder}>{view.coderName}</span>}
        </span>
      </button>
      {isActive ? <Card session={session} placed={placed} /> : null}
    </li>
  )
})

function Card({
  session,
  placed: { view },
}: {
  session: ReadingSession
  placed: PlacedAnnotation
}) {
  const { note, createdAt, updatedAt } = view.annotation
  return (
    <div className={styles.card}>
      {note === '' ? null : (
        <div className={styles.note}>
          <Markdown markdown={note} />
        </div>
      )}
      {view.isMine && view.tags.length > 0 ? (
        <p className={styles.takeOff}>
          {view.tags.map(({ id, path }) => (
            <Button
              key={id}
              look="text"
              aria-label={`Take off ${path}`}
              onClick={() => void takeTagOff(session, view, id)}
            >
              <X size={14} aria-hidden="true" /> {path.replaceAll('/', ' / ')}
            </Button>
          ))}
        </p>
      ) : null}
      <p className={styles.facts} title={`Changed on ${fullMomentOf(updatedAt)}`}>
        {view.coderName}, {momentOf(createdAt)}
      </p>
      <p className={styles.actions}>
        <Button look="text" onClick={() => openPicker(session)}>
          Tag
        </Button>
        <Button look="text" onClick={() => openNote(session)}>
          {note === '' || !view.isMine ? 'Note' : 'Edit note'}
        </Button>
        {view.isMine ? (
          <Button look="text" onClick={() => void remove(session, view)}>
            Remove
          </Button>
        ) : null}
      </p>
    </div>
  )
}

/** The place of an annotation that was just removed: it takes the focus if that was on what is gone. */
export function RemovedItem({ session }: { session: ReadingSession }) {
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) row.current?.querySelector('button')?.focus()
  }, [])
  return (
    <li className={styles.removed} ref={row}>
      Removed.
      <Button look="text" onClick={() => void session.undo.undo()}>
        Undo
      </Button>
    </li>
  )
}
