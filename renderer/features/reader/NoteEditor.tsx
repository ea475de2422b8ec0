import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react'
import { isPressed } from '../../commands/keymap.ts'
import { sentenceOf } from '../../stores/failure-of.ts'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { hintOf } from '../../ui/hint-of.ts'
import { useGuardedClose } from '../../ui/use-guarded-close.ts'
import type { NoteSession } from './note-session.ts'
import styles from './NoteEditor.module.css'
import type { ReadingSession } from './reading-session.ts'

const closing = hintOf('note.close')

/** A pause in typing after which a note is kept. */
const pauseMs = 500

type Saving = { state: 'untouched' | 'typing' | 'saved' } | { state: 'failed'; sentence: string }

/**
 * A note in Markdown. It is saved at every pause, when the focus leaves and on Esc; nothing typed is
 * ever thrown away: a note that cannot be saved stays open and says why. One that is left some other
 * way is seen to by `unsaved-note.ts`.
 */
export function NoteEditor({ session, note }: { session: ReadingSession; note: NoteSession }) {
  // What was typed last, not what it began with: a window that turns narrow draws this anew.
  const [text, setText] = useState(() => note.words.get().text)
  const [saving, setSaving] = useState<Saving>(() =>
    note.failure === null ? { state: 'untouched' } : { state: 'failed', sentence: note.failure },
  )
  const area = useRef<HTMLTextAreaElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const save = async (): Promise<boolean> => {
    clearTimeout(timer.current)
    if (!note.hasUnsaved()) return true
    try {
      await note.save()
      setSaving({ state: note.hasUnsaved() ? 'typing' : 'saved' })
      return true
    } catch (problem) {
      setSaving({ state: 'failed', sentence: sentenceOf(problem) })
      return false
    }
  }
  useEffect(() => {
    area.current?.focus({ preventScroll: true })
    const { length } = note.words.get().text
    area.current?.setSelectionRange(length, length)
    return () => clearTimeout(timer.current)
  }, [note])
  const resume = useEffectEvent(() => {
    // Words that a sudden end left unsaved are saved as soon as they are seen again.
    if (note.failure === null) void save()
  })
  useEffect(() => {
    const soon = setTimeout(() => resume(), pauseMs)
    return () => clearTimeout(soon)
  }, [note])
  useGuardedClose(() => {
    // Asked whether it may close, the window saves what it can: asked again, it may.
    void save()
    return note.hasUnsaved()
  })
  const done = async (): Promise<void> => {
    if (!(await save())) return
    session.reading.set((reading) => ({ ...reading, layer: { kind: 'none' } }))
    session.screen.get()?.editor.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const { nativeEvent } = event
    if (nativeEvent.isComposing || !isPressed(nativeEvent, 'note.close')) return
    event.preventDefault()
    void done()
  }
  return (
    <section className={styles.note} aria-label="Note">
      <textarea
        ref={area}
        className={styles.area}
        aria-label="Note, in Markdown"
        placeholder="Note, in Markdown"
        rows={5}
        value={text}
        onChange={(event) => {
          const typed = event.target.value
          setText(typed)
          note.type(typed)
          setSaving({ state: 'typing' })
          clearTimeout(timer.current)
          timer.current = setTimeout(() => void save(), pauseMs)
        }}
        onBlur={() => void save()}
        onKeyDown={onKeyDown}
      />
      {saving.state === 'failed' ? (
        <div className={styles.failure}>
          <FailureNotice onAgain={() => void save()}>
            {`${saving.sentence} What you typed is still here.`}
          </FailureNotice>
        </div>
      ) : null}
      <p className={styles.foot}>
        <output>{saidOf(saving)}</output>
        <span aria-hidden="true">
          <b>{closing.keys}</b> {closing.title}
        </span>
      </p>
    </section>
  )
}

function saidOf(saving: Saving): string {
  if (saving.state === 'saved') return 'Saved'
  return saving.state === 'typing' ? 'Saves by itself' : ''
}
