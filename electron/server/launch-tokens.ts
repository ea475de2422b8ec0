import { randomBytes } from 'node:crypto'
import { isSameSecret } from './guard.ts'

/** The tokens that let a window in, each once. */
export type LaunchTokens = {
  /** Makes one; `whenSpent` is called when it has let a window in. */
  make(whenSpent?: () => void): string
  /** Whether the token counts; from now on it doesn't. */
  spend(given: string): boolean
}

/** Keeps the tokens of one run. */
export function createLaunchTokens(): LaunchTokens {
  const unspent = new Map<string, () => void>()
  return {
    make(whenSpent = () => undefined) {
      const token = randomBytes(32).toString('base64url')
      unspent.set(token, whenSpent)
      return token
    },
    spend(given) {
      const token = [...unspent.keys()].find((one) => isSameSecret(given, one))
      if (token === undefined) return false
      unspent.get(token)?.()
      return unspent.delete(token)
    },
  }
}
