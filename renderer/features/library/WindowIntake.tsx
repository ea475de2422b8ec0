import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { isTyping, takesText, keyNames } from '../../commands/keymap.ts'
import { register } from '../../commands/registry.ts'
import { readableEndings } from '../../../shared/domain/readable-files.ts'
import type { SavedFor } from '../../stores/saved-for.ts'
import { withoutScheme } from '../../ui/failure-words.ts'
import { isMac } from '../../ui/platform.ts'
import { foundIn, foundInDrop } from './found-files.ts'
import type { Intake } from './intake.ts'
import styles from './WindowIntake.module.css'

const droppable = ['Files', 'text/uri-list', 'text/plain']

/** What a drop would be added to while it is over its row, which stands at this place of the window. */
type Over = { savedFor: SavedFor | null; row: DOMRect | null }

/**
 * Takes what is pasted with nothing to type into, dropped anywhere on the window or chosen among the
 * files of this machine, and shows that a drop will be taken. `onTaken` follows each.
 */
export function WindowIntake({ intake, onTaken }: { intake: Intake; onTaken: () => void }) {
  const [over, setOver] = useState<Over | null>(null)
  // Listens as soon as anything on screen has the focus.
  useLayoutEffect(() => {
    const stops = [
      listenForPaste(intake, onTaken),
      listenForDrop(intake, onTaken, setOver),
      registerPaste(),
    ]
    return () => stops.forEach((stop) => stop())
  }, [intake, onTaken])
  return (
    <>
      <FileChooser intake={intake} onTaken={onTaken} />
      <FolderChooser intake={intake} onTaken={onTaken} />
      {over === null ? null : <Veil over={over} />}
    </>
  )
}

function Veil({ over: { savedFor, row } }: { over: Over }) {
  return (
    <div className={styles.veil} data-row={row !== null}>
      {row === null ? null : (
        <div
          className={styles.row}
          style={{ top: row.top, left: row.left, width: row.width, height: row.height }}
        />
      )}
      <p>
        {savedFor === null
          ? 'Drop to add: addresses, saved pages or text files'
          : `Drop to add the saved page of ${withoutScheme(savedFor.url)}`}
      </p>
    </div>
  )
}

/** Asks for files to capture, from every place of the window, or for the one page of a row. */
function FileChooser({ intake, onTaken }: { intake: Intake; onTaken: () => void }) {
  const input = useRef<HTMLInputElement>(null)
  const savedFor = useRef<SavedFor | null>(null)
  useEffect(() => {
    const choose = (chosenFor: SavedFor | null): void => {
      savedFor.current = chosenFor
      input.current?.click()
    }
    const stops = [register({ 'capture.file': () => choose(null) }), intake.onChoose(choose)]
    return () => stops.forEach((stop) => stop())
  }, [intake])
  return (
    <Chooser
      input={input}
      label="Files to add"
      accept={readableEndings.join(',')}
      onFiles={(files) => {
        void intake.takeFiles(foundIn(files), savedFor.current)
        // What is added to a row stays beside it.
        if (savedFor.current === null) onTaken()
      }}
    />
  )
}

/** Asks for a folder in which a browser saved pages, each with a folder of its own beside it. */
function FolderChooser({ intake, onTaken }: { intake: Intake; onTaken: () => void }) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    input.current?.setAttribute('webkitdirectory', '')
    return register({ 'capture.folder': () => input.current?.click() })
  }, [])
  return (
    <Chooser
      input={input}
      label="Folder of saved pages"
      onFiles={(files) => {
        void intake.takeFiles(foundIn(files), null)
        onTaken()
      }}
    />
  )
}

function Chooser({
  input,
  label,
  accept,
  onFiles,
}: {
  input: RefObject<HTMLInputElement | null>
  label: string
  accept?: string
  onFiles: (files: File[]) => void
}) {
  return (
    <input
      ref={input}
      type="file"
      hidden
      multiple
      accept={accept}
      aria-label={label}
      onChange={(event) => {
        const files = [...(event.currentTarget.files ?? [])]
        // The same file may be chosen again.
        event.currentTarget.value = ''
        if (files.length > 0) onFiles(files)
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
    if (!takeFrom(event.clipboardData, intake, null)) return
    event.preventDefault()
    onTaken()
  }
  document.addEventListener('paste', paste)
  return () => document.removeEventListener('paste', paste)
}

function listenForDrop(
  intake: Intake,
  onTaken: () => void,
  setOver: (change: (over: Over | null) => Over | null) => void,
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
      const next = overOf(event, intake)
      setOver((over) => (over !== null && isSameOver(over, next) ? over : next))
    },
    dragleave: (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(() => null)
    },
    drop: (event: DragEvent) => {
      setOver(() => null)
      if (!isOurs(event)) return
      event.preventDefault()
      const { savedFor } = overOf(event, intake)
      const isTaken = takeFrom(event.dataTransfer, intake, savedFor)
      if (isTaken && savedFor === null) onTaken()
    },
  }
  const entries = Object.entries(listeners) as ['drop', (event: DragEvent) => void][]
  for (const [name, listener] of entries) document.addEventListener(name, listener)
  return () => {
    for (const [name, listener] of entries) document.removeEventListener(name, listener)
  }
}

/** The row under a drag of files, where it is one that a saved page is added to. */
function overOf({ dataTransfer, target }: DragEvent, intake: Intake): Over {
  const hasFiles = dataTransfer?.types.includes('Files') === true
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-key]') : null
  const key = hasFiles ? row?.dataset['key'] : undefined
  const savedFor = key === undefined ? null : intake.savedForRow(key)
  return { savedFor, row: savedFor === null ? null : (row?.getBoundingClientRect() ?? null) }
}

function isSameOver(one: Over, other: Over): boolean {
  return one.savedFor?.url === other.savedFor?.url && one.row?.top === other.row?.top
}

/** Takes files first, else addresses, else text; false when there was nothing of these. */
function takeFrom(data: DataTransfer, intake: Intake, savedFor: SavedFor | null): boolean {
  if (data.files.length > 0) {
    void intake.takeFiles(foundInDrop(data), savedFor)
    return true
  }
  const addresses = data.getData('text/uri-list').replaceAll(/^#.*$/gmu, '').trim()
  const text = addresses === '' ? data.getData('text/plain') : addresses
  if (text.trim() === '') return false
  intake.take(text)
  return true
}
