/**
 * Run as a process of its own: performs the acts of KIND in FOLDER/world, and writes a line after the
 * set-up and after each acknowledged act, with all that can be found in the world by then.
 */
import { writeSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../../shared/domain/ids.ts'
import { kinds, type KindName } from './acts/kinds.ts'
import type { Place } from './acts/kind.ts'
import { mutants, type MutantName } from './mutants.ts'
import { canonical, viewOf } from './view-of.ts'

const [name, folder = '.', mutant] = process.argv.slice(2)
const world = join(folder, 'world')
await mkdir(world)
const machine = { coderId: newId(), deviceId: newId(), hostId: 'this-host', coderName: 'Ada' }
const fs = mutant ? { fs: mutants[mutant as MutantName] } : {}
const place: Place = { folder, world, machine, ...fs }

/** Writes the line, in which every acknowledged record must be found. */
async function say(act: string, records: readonly unknown[]): Promise<void> {
  const line = canonical({ act, view: await viewOf(world) })
  writeSync(1, `${line}\n`)
  const missing = records.map(canonical).find((record) => !line.includes(record))
  if (missing !== undefined) throw new Error(`acknowledged, but not to be found: ${missing}`)
}

const session = await kinds[name as KindName](place)
await session.setUp()
await say('the set-up', [])
for (const act of session.acts) await say(act.name, await act.run(say))
await session.close()
