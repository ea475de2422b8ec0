import { execFile, spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../shared/domain/ids.ts'
import { kinds, type KindName } from './acts/kinds.ts'
import { viewOf } from './view-of.ts'

const run = promisify(execFile)
const program = fileURLToPath(new URL('act-as-nobody.ts', import.meta.url))

const names = Object.keys(kinds) as KindName[]
/** Their first act starts a thread, which has to read the program: as a user without access to that it cannot. */
const inThread: KindName[] = ['capture', 'sample']
const nobody = { uid: 65_534, gid: 65_534 }
const mayNobodyRead = spawnSync('cat', [program], nobody).status === 0

describe.skipIf(process.getuid?.() !== 0)('as a user without access (needs root)', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pressmark-nobody-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test.for(names)('%s can be read; writing is refused with a sentence', async (kind, { skip }) => {
    skip(inThread.includes(kind) && !mayNobodyRead, 'this checkout can be read by its owner only')
    const machine = { coderId: newId(), deviceId: newId(), hostId: 'this-host', coderName: 'Ada' }
    const place = { folder, world: join(folder, 'world'), machine }
    await mkdir(place.world)
    await writeFile(join(folder, 'machine.json'), JSON.stringify(machine))
    const session = await kinds[kind](place)
    await session.setUp()
    const looked = JSON.stringify(await session.look())
    await session.close()
    await chmod(folder, 0o755)
    const before = await viewOf(place.world)
    const { stdout } = await run(process.execPath, [program, kind, folder])
    expect(JSON.parse(stdout)).toEqual({ ...refusalOf(kind), looked })
    expect(await viewOf(place.world)).toEqual(before)
  })
})

/** The journal alone is never a failure: its act stands, and the reply says what it lacks. */
function refusalOf(kind: KindName) {
  const message = expect.stringMatching(/.{40}[.”]$/u) as string
  if (kind === 'journal') return { code: 'done' }
  // A server that cannot leave word of itself names the system's own code, and runs on.
  return { code: kind === 'running' ? 'disk-error' : 'no-access', message }
}
