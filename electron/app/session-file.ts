import { join } from 'node:path'
import { z } from 'zod'
import type { Id } from '../../shared/domain/ids.ts'
import { Session } from '../../shared/domain/session.ts'
import { AppError } from '../../shared/errors.ts'
import { isSaved, openMachineDocument } from './machine-document.ts'
import type { Machine } from './machine-settings.ts'

/**
 * `session.json` of one library on this machine; null: nobody was in it yet. Saved like any other document,
 * since it may hold the only copy of a note.
 */
export const SessionFile = z.strictObject({ format: z.literal(1), session: Session.nullable() })

/** Where a person was in one library. */
export type SessionFileStore = {
  /** Null where nothing is known, as with a damaged file: a session never stops a start. */
  read(): Promise<Session | null>
  /** Keeps it; what cannot be kept is told among the problems of this machine, once. */
  write(session: Session): Promise<void>
}

const loss =
  'The place, the filters and the paragraph that were open last are not restored; a note that was being typed, and not saved yet, is in that file.'

/** The session of the library with this id, kept in the machine's data folder. */
export function openSessionFile(
  dataFolder: string,
  libraryId: Id,
  { problems }: Machine,
): SessionFileStore {
  const path = join(dataFolder, 'libraries', libraryId, 'session.json')
  const document = openMachineDocument({
    path,
    schema: SessionFile,
    initial: () => ({ format: 1 as const, session: null }),
    problems,
    loss,
  })
  let hasFailed = false
  return {
    read: async () => (await document.read()).session,
    async write(session) {
      try {
        await document.change((file) => ({ ...file, session }))
        if (hasFailed) problems.clear(path)
        hasFailed = false
      } catch (error) {
        if (!(error instanceof AppError) || isSaved(error)) throw error
        hasFailed = true
        const message = `${error.message} Where you are in this library is not remembered until then.`
        problems.report({ code: error.code, message, path })
      }
    },
  }
}
