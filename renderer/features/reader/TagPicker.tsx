/* A native list of suggestions cannot show a line sample, a branch or a count. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { Plus } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useStore } from '../../stores/store.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { applyTag, openNote } from './marking.ts'
import type { PlacedAnnotation } from './placed-annotations.ts'
import { passageOfSubject } from './reading.ts'
import type { ReadingSession } from './reading-session.ts'
import { branchAndName, pickerRows, type PickerRow } from './tag-matching.ts'
import styles from './TagPicker.module.css'
import { TagSample } from './TagSample.tsx'

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
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  useEffect(() => input.current?.focus({ preventScroll: true }), [])
  const rows = pickerRows(tags, typed, lastTagId)
  const isArticle = passageOfSubject(reading, placed) === null
  const apply = (row: PickerRow | undefined, after: 'none' | 'picker'): void => {
    if (row === undefined) return
    const choice = row.kind === 'tag' ? { id: row.tag.id } : { path: row.path }
    void applyTag(session, choice, after).then(() => {
      if (after === 'none' || session.reading.get().failure !== null) return
      setTyped('')
      setChosen(0)
    })
  }
  const close = (): void => backToText(session)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setChosen((chosen + step + rows.length) % Math.max(1, rows.length))
    else if (event.key === 'Enter')
      apply(rows[chosen], event.ctrlKey || event.metaKey ? 'picker' : 'none')
    else if (event.key === 'Tab' && !event.shiftKey) openNote(session)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
  }
  return (
    <section
      className={styles.picker}
      aria-label={isArticle ? 'Tag the whole article' : 'Tag these words'}
    >
      <input
        ref={input}
        className={styles.field}
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={rows.length === 0 ? undefined : `${listId}-${chosen}`}
        aria-label="Tag"
        placeholder={isArticle ? 'Tag for the whole article' : 'Find a tag, or type a new one'}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      {reading.failure === null && problem === null ? null : (
        <p className={styles.failure} role="alert">
          {reading.failure ?? problem}
        </p>
      )}
      <div className={styles.rows} role="listbox" id={listId} aria-label="Tags">
        {rows.map((row, index) => (
          <Row
            key={row.kind === 'tag' ? row.tag.id : `new ${row.path}`}
            id={`${listId}-${index}`}
            row={row}
            isFirstNew={row.kind === 'new' && rows[index - 1]?.kind === 'tag'}
            isChosen={index === chosen}
            onHover={() => setChosen(index)}
            onChoose={(stay) => apply(row, stay ? 'picker' : 'none')}
          />
        ))}
      </div>
      <p className={styles.foot} aria-hidden="true">
        <span>
          <b>Ctrl+Enter</b> apply and stay
        </span>
        <span>
          <b>Tab</b> note
        </span>
        <span>
          <b>a/b</b> makes a branch
        </span>
        <span>
          <b>Esc</b> text
        </span>
      </p>
    </section>
  )
}

function Row({
  id,
  row,
  isFirstNew,
  isChosen,
  onHover,
  onChoose,
}: {
  id: string
  row: PickerRow
  isFirstNew: boolean
  isChosen: boolean
  onHover: () => void
  onChoose: (stay: boolean) => void
}) {
  return (
    // The input keeps the focus and answers the keys; rows are pointed at by aria-activedescendant.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      className={styles.row}
      role="option"
      aria-selected={isChosen}
      data-first-new={isFirstNew}
      onMouseMove={onHover}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => onChoose(event.ctrlKey || event.metaKey)}
    >
      {row.kind === 'tag' ? <TagSample line={row.tag} /> : <Plus size={16} aria-hidden="true" />}
      <span className={styles.name}>
        {row.kind === 'tag' ? (
          <MatchedPath path={row.tag.path} matched={row.matched} />
        ) : (
          <NewPath path={row.path} />
        )}
      </span>
      <span className={styles.uses}>
        {row.kind === 'tag' && row.tag.uses > 0 ? row.tag.uses : null}
      </span>
      <span className={styles.key}>{isChosen ? <KeyCap name="Enter" /> : null}</span>
    </div>
  )
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
    <>
      <span className={styles.branch}>{piece(0, nameStart)}</span>
      {piece(nameStart, path.length)}
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
