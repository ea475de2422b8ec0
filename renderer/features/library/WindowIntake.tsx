import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { isTyping, takesText, keyNames } from '../../commands/keymap.ts'
import { register } from '../../commands/registry.ts'
import { readableEndings } from '../../../shared/domain/readable-files.ts'
import { isMac } from '../../ui/platform.ts'
import type { Intake } from './intake.ts'
import styles from './WindowIntake.module.css'

const droppable = ['Files', 'text/uri-list', 'text/plain']

/**
 * Takes what is pasted with nothing to type into, dropped anywhere on the window or chosen among the
 * files of this machine, and shows that a drop will be taken. `onTaken` follows each.
 */
export function WindowIntake({ intake, onTaken }: { intake: Intake; onTaken: () => void }) {
  const [isOver, setIsOver] = useState(false)
  // Listens as soon as anything on screen has the focus.
  useLayoutEffect(() => {
    const stops = [
      listenForPaste(intake, onTaken),
      listenForDrop(intake, onTaken, setIsOver),
      registerPaste(),
    ]
    return () => stops.forEach((stop) => stop())
  }, [intake, onTaken])
  return (
    <>
      <FileChooser intake={intake} onTaken={onTaken} />
      {isOver ? (
        <div className={styles.veil}>
          <p>Drop to add: addresses, saved pages or text files</p>
        </div>
      ) : null}
    </>
  )
}

/** Asks for files to capture, from every place of the window. */
function FileChooser({ intake, onTaken }: { intake: Intake; onTaken: () => void }) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => register({ 'capture.file': () => input.current?.click() }), [])
  const take = (files: FileList | null): void => {
    if (files === null || files.length === 0) return
    void intake.takeFiles([...files])
    onTaken()
  }
  return (
    <input
      ref={input}
      type="file"
      hidden
      multiple
      accept={readableEndings.join(',')}
      aria-label="Files to add"
      onChange={(event) => {
        take(event.currentTarget.files)
        // The same file may be chosen again.
        event.currentTarget.value = ''
      }}
    />
  )
}

/** Only the paste event brings what is on the clipboard: by its name the command can't be run. */
function registerPaste(): () => void {
  const refusal = (): string => `press ${keyNames('capture.paste', isMac)} outside a field`
  return register({ 'capture.paste': { run: () => undefined, refusal } })
}

function listenForPaste(intake: Intake, onTaken: () => void): () => void {
  const paste = (event: ClipboardEvent): void => {
    if (event.defaultPrevented || takesText(event.target) || event.clipboardData === null) return
    if (!takeFrom(event.clipboardData, intake)) return
    event.preventDefault()
    onTaken()
  }
  document.addEventListener('paste', paste)
  return () => document.removeEventListener('paste', paste)
}

function listenForDrop(
  intake: Intake,
  onTaken: () => void,
  setIsOver: (isOver: boolean) => void,
): () => void {
  // What is dragged from inside the window, such as selected words, is no drop for the library.
  let isOwn = false
  const isOurs = (event: DragEvent): event is DragEvent & { dataTransfer: DataTransfer } =>
    !isOwn &&
    !event.defaultPrevented &&
    event.dataTransfer !== null &&
    (event.dataTransfer.types.includes('Files') || !isTyping(event.target)) &&
    droppable.some((type) => event.dataTransfer?.types.includes(type))
  const listeners = {
    dragstart: () => {
      isOwn = true
    },
    dragend: () => {
      isOwn = false
    },
    dragover: (event: DragEvent) => {
      if (!isOurs(event)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setIsOver(true)
    },
    dragleave: (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false)
    },
    drop: (event: DragEvent) => {
      setIsOver(false)
      if (!isOurs(event)) return
      event.preventDefault()
      if (takeFrom(event.dataTransfer, intake)) onTaken()
    },
  }
  const entries = Object.entries(listeners) as ['drop', (event: DragEvent) => void][]
  for (const [name, listener] of entries) document.addEventListener(name, listener)
  return () => {
    for (const [name, listener] of entries) document.removeEventListener(name, listener)
  }
}

/** Takes files first, else addresses, else text; false when there was nothing of these. */
function takeFrom(data: DataTransfer, intake: Intake): boolean {
  if (data.files.length > 0) {
    void intake.takeFiles([...data.files])
    return true
  }
  const addresses = data.getData('text/uri-list').replaceAll(/^#.*$/gmu, '').trim()
  const text = addresses === '' ? data.getData('text/plain') : addresses
  if (text.trim() === '') return false
  intake.take(text)
  return true
}
