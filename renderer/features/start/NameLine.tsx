import { useState, type SubmitEvent } from 'react'
import type { Client } from '../../../shared/api/client.ts'
import { sentenceOf } from '../../stores/failure-of.ts'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './FirstMinute.module.css'

/** What the application calls a coder whose system user has no name of their own. */
const unnamed = 'Unnamed coder'

/** Asks for the name that will stand on tags and exports, filled in with the system's. */
export function NameLine({ client, name }: { client: Client; name: string }) {
  const [typed, setTyped] = useState(name === unnamed ? '' : name)
  const [failure, setFailure] = useState<string | null>(null)
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    try {
      const coder = await client.call('coders.rename', { name: typed.trim() })
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
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          required
          maxLength={200}
          autoComplete="name"
          spellCheck={false}
        />
      </label>
      <Button look="text" submits>
        Save
      </Button>
      {failure === null ? null : (
        <span className={styles.failure} role="alert">
          {failure}
        </span>
      )}
    </form>
  )
}
