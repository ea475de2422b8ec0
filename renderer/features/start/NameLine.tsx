import { useRef, useState, type SubmitEvent } from 'react'
import type { Client } from '../../../shared/api/client.ts'
import { contract } from '../../../shared/api/contract.ts'
import { sentenceOf } from '../../stores/failure-of.ts'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { tooLong } from '../../ui/too-long.ts'
import styles from './FirstMinute.module.css'

/** What the application calls a coder whose system user has no name of their own. */
const unnamed = 'Unnamed coder'

/** Asks for the name that will stand on tags and exports, filled in with the system's. */
export function NameLine({ client, name }: { client: Client; name: string }) {
  const [typed, setTyped] = useState(name === unnamed ? '' : name)
  const [failure, setFailure] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const name = typed.trim()
    const refusal = refusalOf(name)
    setFailure(refusal)
    if (refusal !== null) return field.current?.focus()
    try {
      const coder = await client.call('coders.rename', { name })
      announce(`Tags and exports carry the name ${coder.name}.`)
    } catch (problem) {
      setFailure(sentenceOf(problem))
    }
  }
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <label>
        <span>Your name on tags and exports</span>
        <input
          ref={field}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          required
          aria-invalid={failure !== null}
          aria-describedby="name-failure"
          autoComplete="name"
          spellCheck={false}
        />
      </label>
      <Button look="text" submits>
        Save
      </Button>
      <span id="name-failure" className={styles.failure} role="alert">
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
