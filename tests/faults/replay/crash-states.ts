import {
  isChange,
  type Change,
  type ContentChange,
  type DiskLog,
  type LogEntry,
  type NameChange,
} from './disk-log.ts'
import { emptyDisk, keysOf, namedNodes, withChanges, type DiskState } from './disk-state.ts'

/**
 * How a file system orders what it was not asked to bring to the disk.
 *
 * `weak` is what POSIX promises: changes of names persist in any order, and syncing a file does not
 * make its name persist. `ext4`: changes of names persist in order, and any sync takes the earlier
 * ones along; contents may still be missing.
 */
export type CrashModel = 'weak' | 'ext4'

/** What may be on the disk after a power cut, when `said` lines had been said by then. */
export type CrashState = { keys: ReadonlyMap<string, string>; disk: DiskState; said: number }

const allSubsetsUpTo = 9

/**
 * Every state that a power cut can leave at any moment of a log, each once for each number of lines
 * said. Of up to nine changes not yet brought to the disk each subset may have persisted; of more:
 * none, all, each beginning, all but one, one alone. Then each content may be torn: half of it, or
 * as many zeros. What happened before the first line was said is on the disk. `keys` tell apart the
 * states of each part of the folder.
 */
export function* crashStates(
  log: DiskLog,
  model: CrashModel,
  partOf: (path: string) => string | null,
): Generator<CrashState> {
  const begin = log.entries.findIndex(({ kind }) => kind === 'said')
  const setUp = log.entries.slice(0, begin).filter(isChange)
  let base = withChanges(emptyDisk, setUp)
  let pending: Change[] = []
  const seen = new Set<string>()
  let said = 0
  for (const entry of log.entries.slice(begin)) {
    if (isChange(entry)) pending.push(...(model === 'weak' ? perFolder(entry) : [entry]))
    else if (entry.kind === 'sync') {
      const isDurable = durableBy(entry, model)
      base = withChanges(base, pending.filter(isDurable))
      pending = withoutUnreachable(
        base,
        pending.filter((change) => !isDurable(change)),
      )
      continue
    } else said += 1
    for (const changes of survivors(pending, model)) {
      const disk = withChanges(base, changes)
      const keys = keysOf(disk, log.folderNodes, partOf)
      const key = `${said} ${[...keys].flat().join(' ')}`
      if (seen.has(key)) continue
      seen.add(key)
      yield { keys, disk, said }
    }
  }
}

/** A rename from one folder to another is two changes where folders are synced one by one. */
function perFolder(change: Change): Change[] {
  if (change.kind !== 'names') return [change]
  const folders = [...new Set(change.sets.map(({ folder }) => folder))]
  return folders.map((folder) => ({
    ...change,
    sets: change.sets.filter((set) => set.folder === folder),
  }))
}

function durableBy(
  sync: Extract<LogEntry, { kind: 'sync' }>,
  model: CrashModel,
): (change: Change) => boolean {
  return (change) => {
    if (change.index >= sync.after) return false
    if (change.kind !== 'names') return change.node === sync.node
    return model === 'ext4' || change.sets.every(({ folder }) => folder === sync.node)
  }
}

/** Content of files that no name leads to, nor will, is nobody's concern. */
function withoutUnreachable(base: DiskState, pending: Change[]): Change[] {
  const reachable = namedNodes(base)
  for (const change of pending) {
    if (change.kind === 'names') for (const { node } of change.sets) reachable.add(node ?? -1)
  }
  return pending.filter((change) => change.kind === 'names' || reachable.has(change.node))
}

/** Which of the pending changes may have persisted. */
function* survivors(pending: readonly Change[], model: CrashModel): Generator<Change[]> {
  if (model === 'weak') {
    for (const some of subsets(pending)) yield some
    for (const some of torn(pending)) yield some
    return
  }
  const names = pending.filter((change): change is NameChange => change.kind === 'names')
  const contents = pending.filter((change): change is ContentChange => change.kind !== 'names')
  for (let count = 0; count <= names.length; count += 1) {
    const first = names.slice(0, count)
    for (const some of subsets(contents)) yield inOrder([...first, ...some])
    for (const some of torn(contents)) yield inOrder([...first, ...some])
  }
}

function inOrder(changes: Change[]): Change[] {
  return changes.sort((a, b) => a.index - b.index)
}

function* subsets<T>(all: readonly T[]): Generator<T[]> {
  if (all.length <= allSubsetsUpTo) {
    for (let bits = 0; bits < 2 ** all.length; bits += 1) {
      yield all.filter((_one, index) => (bits & (1 << index)) !== 0)
    }
    return
  }
  for (let count = 0; count <= all.length; count += 1) yield all.slice(0, count)
  for (const one of all) {
    yield all.filter((other) => other !== one)
    yield [one]
  }
}

/** Each content torn, with everything else there, and with only what came before it. */
function* torn(pending: readonly Change[]): Generator<Change[]> {
  for (const [place, change] of pending.entries()) {
    if (change.kind !== 'bytes' || change.bytes.length < 2) continue
    const half = change.bytes.subarray(0, change.bytes.length >> 1)
    for (const bytes of [half, new Uint8Array(change.bytes.length)]) {
      const bad: Change = { ...change, bytes }
      yield pending.map((other) => (other === change ? bad : other))
      yield [...pending.slice(0, place), bad]
    }
  }
}
