import type { KindName } from './acts/kinds.ts'
import { eachAct, failureOf, wrongAfter, type Conditions } from './failing-acts.ts'
import { interfered, type DiskCall, type Interference } from './interfered-disk.ts'

const codes = {
  ENOSPC: 'disk-full',
  EROFS: 'read-only',
  EACCES: 'no-access',
  EIO: 'disk-error',
} as const
export type Errno = keyof typeof codes

/** What a disk may answer to a call that writes. */
export const errnos = Object.keys(codes) as Errno[]

/** Which errors a call of an act is given, one after the other; `turn` is its place among them. */
export type Choice = (turn: number, calls: readonly DiskCall[]) => readonly Errno[]

const under =
  (interfere: Interference): Conditions =>
  (run, root) =>
    interfered(root, interfere, () => failureOf(run))

/**
 * Fails each call of each act of a kind, as chosen, and answers what was wrong then. Of two acts that
 * make the same calls only the first is tried.
 */
export async function failEachCall(
  folder: string,
  kind: KindName,
  choose: Choice,
): Promise<{ count: number; wrong: string[] }> {
  const outlines = new Set<string>()
  const wrong: string[] = []
  let count = 0
  await eachAct(folder, kind, async ({ actOnce }, index) => {
    const calls: DiskCall[] = []
    await actOnce(under((call) => (calls.push(call), null)))
    const keys = keyed(calls)
    const outline = [...keys].sort().join('\n')
    if (outlines.has(outline)) return
    outlines.add(outline)
    for (const turn of calls.keys()) {
      for (const errno of choose(turn, calls)) {
        let met = 'nothing'
        const before: DiskCall[] = []
        const interfere: Interference = (call) => {
          before.push(call)
          if (keyed(before).at(-1) !== keys[turn]) return null
          met = `${call.what} ${call.name}`
          return errno
        }
        const seen = await actOnce(under(interfere))
        count += 1
        // What could not be removed lies there until it is swept.
        const mayLeave = /^(?:unlink|rm|rename) /u.test(met)
        const left = mayLeave ? [] : seen.leftovers.map((path) => `left over: ${path}`)
        const faults = [...wrongAfter(kind, codes[errno], seen), ...left]
        wrong.push(...faults.map((fault) => `act ${index}, ${errno} at ${met}: ${fault}`))
      }
    }
  })
  return { count, wrong }
}

/** Calls that are made side by side come in any order: each is known by what it does for the how many-th time. */
function keyed(calls: readonly DiskCall[]): string[] {
  const counts = new Map<string, number>()
  return calls.map(({ what, name }) => {
    const key = `${what} ${name}`
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return `${key} ${count}`
  })
}

/** Lets every write of each act of a kind take half of what it is given, and answers what was wrong. */
export async function halveEachWrite(folder: string, kind: KindName): Promise<string[]> {
  const wrong: string[] = []
  await eachAct(folder, kind, async ({ actOnce }, index) => {
    const seen = await actOnce(under(({ what }) => (what === 'write' ? 'short' : null)))
    const left = seen.leftovers.map((path) => `left over: ${path}`)
    const failed = seen.error === null ? [] : ['it failed']
    const faults = [...wrongAfter(kind, 'disk-error', seen), ...left, ...failed]
    wrong.push(...faults.map((fault) => `act ${index}: ${fault}`))
  })
  return wrong
}
