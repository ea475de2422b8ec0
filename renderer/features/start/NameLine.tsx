import { useId, useRef, useState, type SubmitEvent } from 'react'
import type { Client } from '../../../shared/api/client.ts'
import { contract } from '../../../shared/api/contract.ts'
import { sentenceOf } from '../../stores/failure-of.ts'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { tooLong } from '../../ui/too-long.ts'
import styles from './FirstMinute.module.css'

/** What the application calls a coder whose system user has no name of their own. */
const unnamed = 'Unnamed coder'

/**
 * Asks for the name that will stand on tags and exports, filled in with the one that does. With `onSaved`
 * only Save saves, and that is told; else what was typed is meant, also without Save.
 */
export function NameLine({
  client,
  name,
  onSaved,
}: {
  client: Client
  name: string
  onSaved?: () => void
}) {
  const failureId = useId()
  const given = name === unnamed ? '' : name
  const [typed, setTyped] = useState(given)
  const [failure, setFailure] = useState<string | null>(null)
  /** What was saved last: leaving the field for Save is one wish, not two. */
  const sent = useRef<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const save = async (): Promise<void> => {
    const name = typed.trim()
    const refusal = refusalOf(name)
    setFailure(refusal)
    if (refusal !== null || name === sent.current) return
    sent.current = name
    try {
      const coder = await client.call('coders.rename', { name })
      onSaved?.()
      announce(`Tags and exports carry the name ${coder.name}.`)
    } catch (problem) {
      sent.current = null
      setFailure(sentenceOf(problem))
    }
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (refusalOf(typed.trim()) !== null) field.current?.focus()
    void save()
  }
  /** The system's own name is meant only once somebody says so. */
  const leave = (): void => {
    if (onSaved === undefined && typed.trim() !== '' && typed !== given) void save()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <label>
        <span>Your name on tags and exports</span>
        <input
          ref={field}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={leave}
          required
          aria-invalid={failure !== null}
          aria-describedby={failureId}
          autoComplete="name"
          spellCheck={false}
        />
      </label>
      <Button look="text" submits>
        Save
      </Button>
      <span id={failureId} className={styles.failure} role="alert">
        {failure}
      </span>
    </form>
  )
}

function refusalOf(name: string): string | null {
  if (name === '') return 'Type the name that should stand on your tags and exports.'
  const parsed = contract['coders.rename'].input.safeParse({ name })
  return parsed.success ? null : tooLong('A name', name.length, 200)
}
