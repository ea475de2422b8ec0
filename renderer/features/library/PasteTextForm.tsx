import {
  useEffect,
  useId,
  useRef,
  useState,
  type ChangeEvent,
  type ComponentProps,
  type SubmitEvent,
} from 'react'
import { failureOf } from '../../stores/failure-of.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import type { Intake } from './intake.ts'
import styles from './PasteTextForm.module.css'
import { textRequest, type TextDraft } from './text-request.ts'

/** Asks what is known of a pasted text, then keeps it. A failure leaves everything as typed. */
export function PasteTextForm({ intake, draft }: { intake: Intake; draft: TextDraft }) {
  const [isKeeping, setIsKeeping] = useState(false)
  const [sentence, setSentence] = useState<string | null>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    area.current?.focus()
    area.current?.setSelectionRange(0, 0)
  }, [])
  const keep = async (): Promise<void> => {
    setSentence(null)
    setIsKeeping(true)
    try {
      const { state } = await intake.capture(textRequest(draft))
      if (state.phase === 'done') intake.discard()
      else if ('failure' in state) setSentence(state.failure.message)
    } catch (thrown) {
      setSentence(failureOf(thrown).message)
    } finally {
      setIsKeeping(false)
    }
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    void keep()
  }
  const field = (name: Exclude<keyof TextDraft, 'text'>) => ({
    value: draft[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) =>
      intake.draft({ [name]: event.currentTarget.value }),
  })
  return (
    <form className={styles.form} onSubmit={submit} aria-labelledby="paste-text-heading">
      <h2 id="paste-text-heading">Keep a pasted text</h2>
      <label className={styles.text}>
        <span>Text; its first line is the title</span>
        <textarea
          ref={area}
          value={draft.text}
          rows={9}
          readOnly={isKeeping}
          required
          onChange={(event) => intake.draft({ text: event.currentTarget.value })}
        />
      </label>
      <div className={styles.facts}>
        <Field label="Outlet" {...field('outlet')} />
        <Field label="Authors, parted by commas" {...field('authors')} />
        <Field label="Published" type="date" {...field('published')} />
        <Field
          label="Address, if it has one"
          inputMode="url"
          spellCheck={false}
          {...field('url')}
        />
      </div>
      <div role="alert">{sentence === null ? null : <Notice tone="danger">{sentence}</Notice>}</div>
      <div className={styles.actions}>
        <Button look="primary" submits disabled={isKeeping}>
          {isKeeping ? 'Keeping…' : 'Keep this text'}
        </Button>
        <Button onClick={() => intake.discard()} disabled={isKeeping}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

function Field({ label, ...input }: ComponentProps<'input'> & { label: string }) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input id={id} autoComplete="off" {...input} />
    </div>
  )
}
