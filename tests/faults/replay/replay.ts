import { join } from 'node:path'
import { merged, regionOf, regions, viewOfRegion, type Region, type View } from '../view-of.ts'
import { crashStates, type CrashModel } from './crash-states.ts'
import type { DiskLog } from './disk-log.ts'
import { treeOf, type Tree } from './disk-state.ts'
import { judge, type Fault, type Said } from './judge.ts'
import { isTree, writeTree } from './trees.ts'

/** What a replay came to: how many states there were, how many folders were opened, what was wrong. */
export type Replay = { states: number; faults: Fault[]; opened: number }

/** Writing into every state would take an hour; every fortieth is written to. */
const afterEach = 40

/**
 * Puts every crash state of a log into a real folder, opens it with the real library, and holds what
 * it shows against what had been said by then. What was read of a folder before is not read again.
 * `after` is called now and then with a folder that holds a state, and may write to it.
 */
export async function replay(
  log: DiskLog,
  model: CrashModel,
  folder: string,
  after: ((world: string, view: View) => Promise<string[]>) | null = null,
): Promise<Replay> {
  const said = log.entries
    .filter((entry) => entry.kind === 'said')
    .map(({ line }) => JSON.parse(line) as Said)
  const known = new Map<string, Look>()
  const result: Replay = { states: 0, opened: 0, faults: [] }
  const world = join(folder, 'world')
  for (const { keys, disk, said: count } of crashStates(log, model, regionOf)) {
    result.states += 1
    let tree: Tree | null = null
    const looks: Look[] = []
    for (const region of regions) {
      const key = `${region} ${keys.get(region) ?? 'nothing'}`
      let look = known.get(key)
      if (look === undefined) {
        tree ??= treeOf(disk, log.folderNodes)
        look = await lookAt(world, region, tree)
        known.set(key, look)
        result.opened += 1
      }
      looks.push(look)
    }
    const view = merged(looks.map((look) => look.view))
    if (after !== null && tree !== null && result.opened % afterEach === 0) {
      writeTree(world, tree)
      const wrong = await after(world, view)
      result.faults.push(...wrong.map((what) => ({ kind: 'half-made' as const, what })))
    }
    const last = said[count - 1]
    if (last === undefined) throw new Error('a crash before anything was said')
    const faults = looks.flatMap((look) => look.faults)
    result.faults.push(...faults, ...judge(view, last, said[count] ?? null))
  }
  return result
}

type Look = { view: View; faults: Fault[] }

/** Reads one region of a state; the others need not be there. */
async function lookAt(world: string, region: Region, tree: Tree): Promise<Look> {
  const part: Tree = new Map([...tree].filter(([path]) => regionOf(path) === region))
  writeTree(world, part)
  const view = await viewOfRegion(world, region)
  const isUntouched = isTree(world, part)
  const what = 'reading it changed what is on the disk'
  return { view, faults: isUntouched ? [] : [{ kind: 'half-made', what }] }
}
