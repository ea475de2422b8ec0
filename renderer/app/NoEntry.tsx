import { Button } from '../ui/Button.tsx'
import { RegistrationMark } from '../ui/RegistrationMark.tsx'
import type { Entry } from './connect.ts'
import styles from './NoEntry.module.css'

const reasons = {
  refused: {
    heading: 'This window’s key is no longer valid',
    sentence:
      'Pressmark lets in only windows that it opened itself, once each. Your library is as it was. Start Pressmark again, or open the newest address that it printed.',
  },
  unreachable: {
    heading: 'Pressmark isn’t running',
    sentence:
      'Nothing answers at this address any more. What was saved is saved. Start Pressmark again, or try once more if it is just starting.',
  },
}

/** The whole window, when the application cannot be reached: why, what is kept, what to do. */
export function NoEntry({ kind }: { kind: Exclude<Entry['kind'], 'open'> }) {
  const { heading, sentence } = reasons[kind]
  return (
    <main className={styles.page}>
      <RegistrationMark size={28} />
      <h1>{heading}</h1>
      <p>{sentence}</p>
      {kind === 'unreachable' ? (
        <Button look="primary" onClick={() => location.reload()}>
          Try again
        </Button>
      ) : null}
    </main>
  )
}
