import {
  useEffect,
  useId,
  useRef,
  useState,
  type ChangeEvent,
  type ComponentProps,
  type SubmitEvent,
} from 'react'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useGuardedClose } from '../../ui/use-guarded-close.ts'
import type { Intake } from './intake.ts'
import styles from './PasteTextForm.module.css'
import { textRequest, type Refusals, type TextDraft } from './text-request.ts'

/** Asks what is known of a pasted text, then keeps it. A failure leaves everything as typed. */
export function PasteTextForm({ intake, draft }: { intake: Intake; draft: TextDraft }) {
  const [isKeeping, setIsKeeping] = useState(false)
  const [sentence, setSentence] = useState<string | null>(null)
  const [refusals, setRefusals] = useState<Refusals>({})
  const form = useRef<HTMLFormElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    area.current?.focus()
    area.current?.setSelectionRange(0, 0)
  }, [])
  const keep = async (): Promise<void> => {
    setSentence(null)
    const { request, refusals: against } = textRequest(draft)
    setRefusals(against ?? {})
    if (request === null) return
    setIsKeeping(true)
    const { state } = await intake.capture(request)
    setIsKeeping(false)
    if (state.phase === 'done') intake.discard()
    else if ('failure' in state) setSentence(state.failure.message)
  }
  useGuardedClose(() => draft.text.trim() !== '')
  useEffect(() => {
    if (Object.keys(refusals).length === 0) return
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusals])
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    void keep()
  }
  const field = (name: Exclude<keyof TextDraft, 'text'>) => ({
    value: draft[name],
    refusal: refusals[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) =>
      intake.draft({ [name]: event.currentTarget.value }),
  })
  return (
    <form ref={form} className={styles.form} onSubmit={submit} aria-labelledby="paste-text-heading">
      <h2 id="paste-text-heading">Keep a pasted text</h2>
      <label className={styles.text}>
        <span>Text; its first line is the title</span>
        <textarea
          ref={area}
          value={draft.text}
          rows={9}
          readOnly={isKeeping}
          required
          aria-invalid={refusals.text !== undefined}
          aria-describedby="paste-text-refusal"
          onChange={(event) => intake.draft({ text: event.currentTarget.value })}
        />
      </label>
      <Refusal id="paste-text-refusal" sentence={refusals.text} />
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

function Field({
  label,
  refusal,
  ...input
}: ComponentProps<'input'> & { label: string; refusal: string | undefined }) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        autoComplete="off"
        aria-invalid={refusal !== undefined}
        aria-describedby={`${id}-refusal`}
        {...input}
      />
      <Refusal id={`${id}-refusal`} sentence={refusal} />
    </div>
  )
}

/** Why the field above can't be taken as it is. */
function Refusal({ id, sentence }: { id: string; sentence: string | undefined }) {
  return (
    <div id={id} role="alert">
      {sentence === undefined ? null : <Notice tone="danger">{sentence}</Notice>}
    </div>
  )
}
