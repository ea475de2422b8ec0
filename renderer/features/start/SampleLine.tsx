import { useEffect, useEffectEvent, useState } from 'react'
import type { Client } from '../../../shared/api/client.ts'
import { register } from '../../commands/registry.ts'
import { sentenceOf } from '../../stores/failure-of.ts'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './FirstMinute.module.css'

/** Says that the open library is a sample, and closes it for good. */
export function SampleLine({ client }: { client: Client }) {
  const [failure, setFailure] = useState<string | null>(null)
  const close = async (): Promise<void> => {
    try {
      await client.call('sample.close', {})
      announce('The sample is closed. This is your own library.')
    } catch (problem) {
      setFailure(sentenceOf(problem))
    }
  }
  const closeNow = useEffectEvent(() => void close())
  useEffect(() => register({ 'sample.close': () => closeNow() }), [])
  return (
    <div className={styles.line}>
      <p className={styles.sample}>
        <strong>Sample story, yours to try.</strong>{' '}
        <span>It is fiction. What you capture goes into a library of your own.</span>
        {failure === null ? null : (
          <span className={styles.failure} role="alert">
            {failure}
          </span>
        )}
      </p>
      <Button look="text" onClick={() => void close()}>
        Close the sample
      </Button>
    </div>
  )
}
