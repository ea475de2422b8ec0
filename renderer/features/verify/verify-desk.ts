import type { Client } from '../../../shared/api/client.ts'
import type { Failure } from '../../../shared/api/result.ts'
import {
  faultyFiles,
  type Verification,
  type VerifyProgress,
} from '../../../shared/api/verification.ts'
import { failureOf } from '../../stores/failure-of.ts'
import { createStore, type Store } from '../../stores/store.ts'
import { announce } from '../../ui/announce.ts'
import { countOf } from '../../ui/count-of.ts'

/** How a verification goes or went. */
export type Verifying =
  | { phase: 'idle' }
  | { phase: 'reading'; progress: VerifyProgress | null }
  | { phase: 'done'; verification: Verification }
  | { phase: 'failed'; failure: Failure }

/** The one verification of a window: looking elsewhere meanwhile loses nothing. */
export type VerifyDesk = {
  state: Store<Verifying>
  /** Reads the library again, unless it is being read. Never rejects. */
  run(): Promise<void>
  stop(): void
  forget(): void
}

/** Makes the desk of a client; it reads nothing before it is told to. */
export function createVerifyDesk(client: Client): VerifyDesk {
  const state = createStore<Verifying>({ phase: 'idle' })
  let reader: AbortController | null = null
  return {
    state,
    async run() {
      if (reader !== null) return
      const own = new AbortController()
      reader = own
      state.set({ phase: 'reading', progress: null })
      const next = await read(client, state, own.signal)
      // What was found in a library that is no longer open is nobody's.
      if (reader !== own) return
      reader = null
      state.set(next)
      if (next.phase === 'done') announce(`Verified. ${saidOf(next.verification)}.`)
    },
    stop: () => reader?.abort(),
    forget() {
      reader?.abort()
      reader = null
      state.set({ phase: 'idle' })
    },
  }
}

async function read(
  client: Client,
  state: Store<Verifying>,
  signal: AbortSignal,
): Promise<Verifying> {
  try {
    const verification = await client.call(
      'library.verify',
      {},
      {
        signal,
        onProgress: (progress) =>
          state.set((now) => (now.phase === 'reading' ? { phase: 'reading', progress } : now)),
      },
    )
    return { phase: 'done', verification }
  } catch (thrown) {
    const failure = failureOf(thrown)
    return failure.code === 'cancelled' ? { phase: 'idle' } : { phase: 'failed', failure }
  }
}

/** What is said of a library without a fault. */
export const wholeWords = 'Everything is as it was kept'

/** How many files are not as they should be, as a line. */
export function headOf({ files, findings }: Verification): string {
  const faulty = faultyFiles(findings).size
  if (faulty === 0) return `${countOf(files, 'file')} read`
  return `${faulty.toLocaleString('en-GB')} of ${countOf(files, 'file')} ${faulty === 1 ? 'is' : 'are'} not as ${faulty === 1 ? 'it was' : 'they were'} kept`
}

function saidOf(verification: Verification): string {
  const isWhole = faultyFiles(verification.findings).size === 0
  return isWhole ? wholeWords : headOf(verification)
}

/** How long it took: `in 38 seconds`. */
export function lengthOf({ startedAt, finishedAt }: Verification): string {
  const seconds = Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000)
  if (seconds < 1) return 'in less than a second'
  if (seconds < 120) return `in ${countOf(seconds, 'second')}`
  return `in ${countOf(Math.round(seconds / 60), 'minute')}`
}

/** A hash in groups of four, its middle left out: `9b1e 44d0 7c2a 51f3 e08d 6a17 … 20c4`. */
export function shortHash(sha256: string): string {
  const groups = sha256.match(/.{4}/gu) ?? []
  return `${groups.slice(0, 6).join(' ')} … ${groups.at(-1) ?? ''}`
}
