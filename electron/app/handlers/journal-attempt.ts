import type { Attempt } from '../../../shared/api/views.ts'
import type { AppContext } from '../app-context.ts'

/** A line of the journal for a capture that gave no version; what could not be written, as warnings. */
export function journalAttempt(
  { library }: AppContext,
  { id, input, failure: { code, message } }: Attempt,
): Promise<string[]> {
  return library.journal.append({
    what: 'attempt',
    ids: { attempt: id },
    detail: { address: input, code, message },
    files: {},
  })
}

/**
 * Writes the lines of captures that a program left behind when it ended in the middle. They are listed
 * from the next start on, but opening a library writes nothing: the first act after it does.
 */
export async function journalLeftBehind(app: AppContext): Promise<void> {
  if (app.library.readOnly !== null) return
  const left = (await (await app.attempts())?.settle()) ?? []
  for (const attempt of left) await journalAttempt(app, attempt)
}
