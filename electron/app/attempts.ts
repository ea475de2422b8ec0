import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { Attempt } from '../../shared/api/views.ts'
import type { Failure } from '../../shared/api/result.ts'
import { newId, type Id } from '../../shared/domain/ids.ts'
import { now } from '../../shared/domain/instant.ts'
import { createDisk } from '../library/disk.ts'
import { openDocument } from '../library/json-document.ts'

/** `queue.json` of one library on this machine: the captures that gave no version. */
const AttemptFile = z.strictObject({ format: z.literal(1), attempts: z.array(Attempt) })

/** Attempts that wait for a person: to be tried again, or to be dismissed. */
export type Attempts = {
  list(): Promise<Attempt[]>
  /** One row for one input: a later failure takes the place of an earlier one. */
  add(input: string, failure: Failure): Promise<Attempt>
  dismiss(id: Id): Promise<void>
  /** The input was captured after all. */
  resolve(input: string): Promise<void>
}

/** The attempts of the library with this id, kept in the machine's data folder. */
export function openAttempts(dataFolder: string, libraryId: Id): Attempts {
  const document = openDocument({
    path: join(dataFolder, 'libraries', libraryId, 'queue.json'),
    schema: AttemptFile,
    newestFormat: 1,
    initial: () => ({ format: 1 as const, attempts: [] }),
    disk: createDisk({ root: dataFolder, hostId: hostname() }),
  })
  const keep = async (isKept: (attempt: Attempt) => boolean): Promise<void> => {
    const current = await document.read()
    if (current === null || current.attempts.every(isKept)) return
    await document.update((file) => ({ ...file, attempts: file.attempts.filter(isKept) }))
  }
  return {
    list: async () => (await document.read())?.attempts ?? [],
    add: async (input, failure) => {
      const attempt = { id: newId(), input, at: now(), failure }
      await document.update((file) => ({
        ...file,
        attempts: [attempt, ...file.attempts.filter((other) => other.input !== input)],
      }))
      return attempt
    },
    dismiss: (id) => keep((attempt) => attempt.id !== id),
    resolve: (input) => keep((attempt) => attempt.input !== input),
  }
}
