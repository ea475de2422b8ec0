import { execFile } from 'node:child_process'
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

// Those whose first act needs no other thread: it would have to read the program without access.
const tried: KindName[] = ['versions', 'annotations', 'codebook', 'collections', 'coder', 'exports']

describe.skipIf(process.getuid?.() !== 0)('as a user without access (needs root)', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pressmark-nobody-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test.each(tried)('%s can be read; writing is refused with a sentence', async (kind) => {
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
    expect(JSON.parse(stdout)).toEqual({
      code: 'no-access',
      message: expect.stringMatching(/.{40}[.”]$/u) as string,
      looked,
    })
    expect(await viewOf(place.world)).toEqual(before)
  })
})
