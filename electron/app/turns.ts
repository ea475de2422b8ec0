import { AppError } from '../../shared/errors.ts'

/** Runs at most so many works at once, in the order they came; one that is stopped gives up its place. */
export type Turns = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>

/** Makes turns for `limit` works at once. */
export function createTurns(limit: number): Turns {
  let running = 0
  const waiting: (() => void)[] = []

  const turn = (signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return Promise.reject(stoppedWaiting())
    if (running < limit) {
      running += 1
      return Promise.resolve()
    }
    return new Promise((resolve, reject) => {
      const go = (): void => {
        signal.removeEventListener('abort', giveUp)
        resolve()
      }
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(go), 1)
        reject(stoppedWaiting())
      }
      waiting.push(go)
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }

  return async (signal, work) => {
    await turn(signal)
    try {
      return await work()
    } finally {
      // Who waits longest takes this very place, so that nobody slips in between.
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}

function stoppedWaiting(): AppError {
  return new AppError('cancelled', 'Stopped before it began. Nothing was changed.')
}
