import type { Handlers } from '../../../shared/api/serve.ts'
import type { AppContext } from '../app-context.ts'
import { journalLeftBehind } from './journal-attempt.ts'

/** The captures that failed and were not dismissed, newest first. */
export function listAttempts(context: AppContext): Handlers['attempts.list'] {
  return async () => ({ attempts: (await (await context.attempts())?.list()) ?? [] })
}

/** Takes a failed capture off the list; its line in the journal stays. */
export function dismissAttempt(context: AppContext): Handlers['attempts.dismiss'] {
  return async ({ id }) => {
    await journalLeftBehind(context)
    await (await context.attempts())?.dismiss(id)
    context.announce('attempts.changed', {})
    return {}
  }
}
