import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { newId } from '../../shared/domain/ids.ts'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import type { Place } from './acts/kind.ts'
import { kinds, type KindName } from './acts/kinds.ts'
import { canonical, viewOf, type View } from './view-of.ts'

/** Lets an act run on a disk that fails, and answers what it failed with, or null. */
export type Conditions = (run: () => Promise<unknown>, folder: string) => Promise<unknown>

/** What was seen of one act under conditions, and of the same act on a good disk afterwards. */
export type Seen = {
  error: unknown
  before: View
  after: View
  last: View
  memoryIsDisk: boolean
  /** Records of the second performance that cannot be found. */
  lost: string[]
  leftovers: string[]
}

/** Performs acts of a kind again and again, each time in a copy of what the acts before it made. */
export type FailingActs = {
  actOnce: (conditions: Conditions) => Promise<Seen>
}

/** Acts that change one document, so that a failure that saved nothing changes nothing at all. */
const ofOneDocument = new Set<KindName>([
  ...(['versions', 'annotations', 'codebook', 'collections', 'coder', 'settings'] as const),
  ...(['session', 'running'] as const),
])
const noAcknowledge = (): Promise<void> => Promise.resolve()

/**
 * Performs the acts of a kind in `folder` one by one; `visit` may perform each any number of times
 * first, under conditions.
 */
export async function eachAct(
  folder: string,
  kind: KindName,
  visit: (acts: FailingActs, index: number) => Promise<void>,
): Promise<void> {
  const machine = { coderId: newId(), deviceId: newId(), hostId: 'this-host', coderName: 'Ada' }
  const before = join(folder, 'before')
  let copies = 0
  let place = placeAt(join(folder, 'first'), machine)
  await mkdir(place.world, { recursive: true })
  const session = await kinds[kind](place)
  await session.setUp()
  await session.close()

  /** A name of its own for each copy: a folder is swept once a minute, which is a call like any other. */
  const backToBefore = async (): Promise<void> => {
    await rm(place.folder, { recursive: true })
    copies += 1
    place = placeAt(join(folder, `copy-${copies}`), machine)
    await cp(before, place.folder, { recursive: true })
  }

  for (let index = 0; index < session.acts.length; index += 1) {
    await rm(before, { recursive: true, force: true })
    await cp(place.folder, before, { recursive: true })
    const actOnce = async (conditions: Conditions): Promise<Seen> => {
      await backToBefore()
      return performed(place, kind, index, conditions)
    }
    await visit({ actOnce }, index)
    await backToBefore()
    const one = await kinds[kind](place)
    await one.acts[index]?.run(noAcknowledge)
    await one.close()
  }
}

function placeAt(folder: string, machine: Place['machine']): Place {
  return { folder, world: join(folder, 'world'), machine }
}

async function performed(
  place: Place,
  kind: KindName,
  index: number,
  conditions: Conditions,
): Promise<Seen> {
  const before = await viewOf(place.world)
  const session = await kinds[kind](place)
  const act = session.acts[index]
  if (act === undefined) throw new Error(`${kind} has no act ${index}`)
  const run = async () => {
    try {
      return await act.run(noAcknowledge)
    } finally {
      await session.settled()
    }
  }
  const error = await conditions(run, place.folder)
  const after = await viewOf(place.world)
  const fresh = await kinds[kind](place)
  const [memory, disk] = [canonical(await session.look()), canonical(await fresh.look())]
  await fresh.close()
  const records = await run()
  const last = await viewOf(place.world)
  await session.close()
  const found = canonical(last)
  return {
    error,
    before,
    after,
    last,
    memoryIsDisk: memory === disk,
    lost: records.map(canonical).filter((record) => !found.includes(record)),
    leftovers: (await readdir(place.world, { recursive: true })).filter((path) =>
      /^\.|\.tmp$/u.test(basename(path)),
    ),
  }
}

/** The failure of an act, or null. */
export function failureOf(run: () => Promise<unknown>): Promise<unknown> {
  return run().then(
    () => null,
    (reason: unknown) => reason,
  )
}

/** What is wrong after an act that met a failing disk, which should be told by `code`. */
export function wrongAfter(kind: KindName, code: ErrorCode, seen: Seen): string[] {
  const { error, before, after, last } = seen
  const faults = [...after.problems, ...last.problems, ...seen.lost]
  if (!seen.memoryIsDisk) faults.push('memory is not what is on the disk')
  if (error !== null && !(error instanceof AppError)) {
    return [...faults, `a bug: ${error instanceof Error ? error.message : typeof error}`]
  }
  const isSaved = error === null || /was (?:saved|written)/u.test(error.message)
  if (error !== null && !isSaved) faults.push(...untold(code, error))
  return [...faults, ...changesOf(before, after, ofOneDocument.has(kind) && !isSaved)]
}

function untold(expected: ErrorCode, { code, message }: AppError): string[] {
  const isSentence = message.length > 40 && /[.!?”]$/u.test(message)
  // What could not be read may look as if it were not there; the sentence must leave that open.
  const isOpen = code === 'not-found' && message.includes('cannot be read')
  const isRight = code === expected || code === 'disk-error' || isOpen
  return isSentence && isRight ? [] : [`${code}: ${message}`]
}

/** Without `isStrict` an act may have done some of its parts, but never undone what was there. */
function changesOf(before: View, after: View, isStrict: boolean): string[] {
  const names = [...new Set([...Object.keys(before.parts), ...Object.keys(after.parts)])]
  const changed = names.filter((name) => {
    if (!(name in after.parts)) return true
    const isOwn = isStrict && !name.startsWith('journal ')
    return isOwn && canonical(before.parts[name]) !== canonical(after.parts[name])
  })
  return changed.map((name) => `${name} is not what it was`)
}
