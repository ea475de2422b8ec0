import { Check } from 'lucide-react'
import type { FirstSteps as Steps } from '../../../shared/api/contract.ts'
import { keyNames } from '../../commands/keymap.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { isMac } from '../../ui/platform.ts'
import styles from './FirstMinute.module.css'

type Step = { step: keyof Steps; name: string; hint: string; keyName: string }

const steps: readonly Step[] = [
  {
    step: 'tagged',
    name: 'Tag a sentence',
    hint: 'select words, then',
    keyName: keyNames('article.tag', isMac),
  },
  {
    step: 'captured',
    name: 'Paste an address',
    hint: '',
    keyName: keyNames('capture.paste', isMac),
  },
  { step: 'exported', name: 'Export', hint: '', keyName: keyNames('place.export', isMac) },
]

/** Three things to do; each is ticked when its effect has happened, never by hand. */
export function FirstSteps({ steps: done }: { steps: Steps }) {
  const next = steps.find(({ step }) => !done[step])?.step
  return (
    <ol className={styles.steps} aria-label="Three things to do">
      {steps.map(({ step, name, hint, keyName }) => (
        <li key={step} data-done={done[step]} data-next={step === next}>
          <span className={styles.tick} aria-hidden="true">
            {done[step] ? <Check size={14} strokeWidth={2.5} /> : null}
          </span>
          <span className={styles.name}>{name}</span>
          {done[step] ? (
            <span className="visually-hidden">done</span>
          ) : (
            <span className={styles.hint}>
              {hint} <KeyCap name={keyName} />
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
