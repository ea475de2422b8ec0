import type { Client } from '../../../shared/api/client.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Button } from '../../ui/Button.tsx'
import styles from './FirstMinute.module.css'
import { NameLine } from './NameLine.tsx'

/** Changes one's name at any time, and says what carries it then. */
export function NameDialog({
  client,
  name,
  onClose,
}: {
  client: Client
  name: string
  onClose: () => void
}) {
  return (
    <Dialog label="Your name on tags and exports" className={styles.dialog} onClose={onClose}>
      <NameLine client={client} name={name} onSaved={onClose} />
      <p>
        Everything that you have marked in this library carries the new name at once. Exports
        written before keep the old one, and so does another library that you have worked in, until
        you change it there.
      </p>
      <p className={styles.back}>
        <Button onClick={onClose}>Close</Button>
      </p>
    </Dialog>
  )
}
