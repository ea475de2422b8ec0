import { join } from 'node:path'
import { z } from 'zod'
import { Attempt } from '../../shared/api/views.ts'
import type { Failure } from '../../shared/api/result.ts'
import { Id, newId } from '../../shared/domain/ids.ts'
import { Instant, now } from '../../shared/domain/instant.ts'
import { ProcessIdentity, stateOf, thisProcess } from '../library/process-identity.ts'
import { openMachineDocument } from './machine-document.ts'
import type { Machine } from './machine-settings.ts'

/** A capture that has begun, and by which process: one that is gone has left it. */
const UnderWay = z.strictObject({ id: Id, input: z.string(), at: Instant, by: ProcessIdentity })
type UnderWay = z.infer<typeof UnderWay>

/** `queue.json` of one library on this machine: the captures that gave no version, or none yet. */
const AttemptFile = z.strictObject({
  format: z.literal(1),
  attempts: z.array(Attempt),
  underWay: z.array(UnderWay).default([]),
})
type AttemptFile = z.infer<typeof AttemptFile>

/** Attempts that wait for a person: to be tried again, or to be dismissed. */
export type Attempts = {
  /** Newest first; those that a process left behind which ended in the middle are among them. */
  list(): Promise<Attempt[]>
  /** Notes that a capture begins: whatever happens from here on, its input is not lost. */
  begin(input: string): Promise<Id>
  /** The capture that began is over, and there is nothing to wait for. */
  end(begun: Id): Promise<void>
  /** One row for one input: a later failure takes the place of an earlier one. */
  add(input: string, failure: Failure, begun: Id | null): Promise<Attempt>
  dismiss(id: Id): Promise<void>
  /** The input was captured after all. */
  resolve(input: string, begun: Id | null): Promise<void>
  /** Makes attempts of what was left behind; answers those that are new. */
  settle(): Promise<Attempt[]>
}

const loss = 'The captures that had failed and were to be tried again are not listed any more.'

/** No capture takes as long, so whoever began it is gone, even where the system cannot tell. */
const longestCaptureMs = 10 * 60_000

/** The failure of a capture whose program ended before it was over. */
export const interrupted: Failure = {
  code: 'interrupted',
  message:
    'Pressmark was closed, or broke off, before this was captured. Nothing of it was kept; try again, or dismiss it.',
}

/** The attempts of the library with this id, kept in the machine's data folder. */
export function openAttempts(dataFolder: string, libraryId: Id, machine: Machine): Attempts {
  const me = thisProcess(machine.hostId)
  const document = openMachineDocument({
    path: join(dataFolder, 'libraries', libraryId, 'queue.json'),
    schema: AttemptFile,
    initial: () => ({ format: 1 as const, attempts: [], underWay: [] }),
    problems: machine.problems,
    loss,
  })
  const isLeft = (entry: UnderWay): boolean => isLeftBehind(entry, me, Date.now())
  const keep = async (isKept: (entry: Attempt | UnderWay) => boolean): Promise<void> => {
    const { attempts, underWay } = await document.read()
    if ([...attempts, ...underWay].every(isKept)) return
    await document.change((file) => ({
      ...file,
      attempts: file.attempts.filter(isKept),
      underWay: file.underWay.filter(isKept),
    }))
  }
  return {
    list: async () => {
      const file = await document.read()
      return settled(file, file.underWay.filter(isLeft).map(asAttempt)).attempts
    },
    begin: async (input) => {
      const entry = { id: newId(), input, at: now(), by: me }
      await document.change((file) => ({ ...file, underWay: [...file.underWay, entry] }))
      return entry.id
    },
    end: (begun) => keep(({ id }) => id !== begun),
    add: async (input, failure, begun) => {
      const attempt = { id: newId(), input, at: now(), failure }
      await document.change((file) => ({
        ...file,
        attempts: [attempt, ...file.attempts.filter((other) => other.input !== input)],
        underWay: file.underWay.filter(({ id }) => id !== begun),
      }))
      return attempt
    },
    dismiss: (id) => keep((entry) => entry.id !== id),
    resolve: (input, begun) =>
      keep((entry) => entry.id !== begun && (entry.input !== input || 'by' in entry)),
    settle: async () => {
      if (!(await document.read()).underWay.some(isLeft)) return []
      let left: Attempt[] = []
      await document.change((file) => {
        left = file.underWay.filter(isLeft).map(asAttempt)
        return settled(file, left)
      })
      return left
    },
  }
}

/** The file with what was left behind among its attempts, one row for one input. */
function settled(file: AttemptFile, left: readonly Attempt[]): AttemptFile {
  const ids = new Set(left.map(({ id }) => id))
  const inputs = new Set(left.map(({ input }) => input))
  const others = file.attempts.filter(({ input }) => !inputs.has(input))
  return {
    ...file,
    attempts: newestFirst([...left.filter(isLastOfItsInput), ...others]),
    underWay: file.underWay.filter(({ id }) => !ids.has(id)),
  }
}

function isLastOfItsInput(
  { id, input }: Attempt,
  _place: number,
  all: readonly Attempt[],
): boolean {
  return all.findLast((other) => other.input === input)?.id === id
}

function asAttempt({ id, input, at }: UnderWay): Attempt {
  return { id, input, at, failure: interrupted }
}

function newestFirst(attempts: Attempt[]): Attempt[] {
  return attempts.sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** Whether the process that began a capture has ended without a word about it. */
function isLeftBehind({ by, at }: UnderWay, me: ProcessIdentity, nowMs: number): boolean {
  const state = stateOf(by, me)
  if (state !== 'unknown') return state === 'gone'
  const isOtherBoot = by.host === me.host && bootOf(by) !== bootOf(me)
  return isOtherBoot || nowMs - Date.parse(at) > longestCaptureMs
}

/** The start of the system that a process belongs to. */
function bootOf({ place }: ProcessIdentity): string {
  return place.split(' ', 1)[0] ?? ''
}
