import { Link2 } from 'lucide-react'
import { useEffect, useRef, type ClipboardEvent, type SubmitEvent } from 'react'
import { ariaKeys, keyNames } from '../../commands/keymap.ts'
import { useStore } from '../../stores/store.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { isMac } from '../../ui/platform.ts'
import styles from './AddressBox.module.css'
import type { Intake } from './intake.ts'
import { readPasted } from './read-pasted.ts'

/** Where an address is typed or pasted; what cannot be captured stays in it, with the reason below. */
export function AddressBox({
  intake,
  isInvitation,
}: {
  intake: Intake
  /** Whether the box is all that the Library has to offer yet: then it stands larger. */
  isInvitation: boolean
}) {
  const { box, sentence, isBoxWanted } = useStore(intake.state)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // What has the focus keeps it: the last row may be dismissed from a layer over the Library.
    if (isInvitation && document.activeElement === document.body) input.current?.focus()
  }, [isInvitation])
  useEffect(() => {
    if (!isBoxWanted) return
    input.current?.focus()
    input.current?.select()
    intake.wantBox(false)
  }, [intake, isBoxWanted])
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    intake.take(box)
  }
  const paste = (event: ClipboardEvent): void => {
    // One line of words is for the box; a list or a text would lose its lines in it.
    const text = event.clipboardData.getData('text/plain')
    const { kind } = readPasted(text)
    if (kind !== 'prose' && !(kind === 'addresses' && /\S\s*\n\s*\S/u.test(text))) return
    event.preventDefault()
    intake.take(text)
  }
  return (
    <form className={styles.form} onSubmit={submit} aria-label="Add an article">
      <div className={styles.box} data-large={isInvitation}>
        <Link2 size={18} strokeWidth={1.5} aria-hidden="true" />
        <input
          ref={input}
          value={box}
          onChange={(event) => intake.type(event.currentTarget.value)}
          onPaste={paste}
          placeholder="Paste an address, or a list of them"
          aria-label="Address to capture"
          aria-keyshortcuts={ariaKeys('address.focus', isMac)}
          aria-invalid={sentence !== null}
          aria-describedby="address-sentence"
          inputMode="url"
          enterKeyHint="go"
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
        />
        <KeyCap name={keyNames(isInvitation ? 'capture.paste' : 'address.focus', isMac)} />
      </div>
      <div id="address-sentence" className={styles.sentence} role="alert">
        {sentence === null ? null : <Notice tone="danger">{sentence}</Notice>}
      </div>
    </form>
  )
}
