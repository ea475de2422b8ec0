import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMachine } from './machine-settings.ts'

const script = fileURLToPath(new URL('testing/start-as-nobody.ts', import.meta.url))

let root: string
let data: string
let library: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pressmark-nobody-'))
  await chmod(root, 0o755)
  data = join(root, 'data')
  library = join(root, 'library')
})
afterEach(() => rm(root, { recursive: true }))

/** What a user without rights is told when they start on these folders. */
async function startAsNobody(): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, data, library])
  return JSON.parse(stdout)
}

describe.skipIf(process.getuid?.() !== 0)('a user without leave to write (needs root)', () => {
  it('uses settings that can be read only; what cannot be saved is told with the whole path', async () => {
    const { coderId } = (await openMachine(data)).settings()
    await mkdir(library, { mode: 0o777 })
    await chmod(library, 0o777)
    const path = join(data, 'settings.json')
    const refusal = expect.stringContaining(
      `“${path}” could not be saved: this user may not`,
    ) as string
    expect(await startAsNobody()).toMatchObject({
      lastLibrary: library,
      allowed: { ok: false, error: { code: 'no-access', message: refusal } },
      described: {
        ok: true,
        value: { coder: { id: coderId }, problems: [{ path, message: refusal }] },
      },
    })
  })

  it('is told which library cannot be made', async () => {
    await mkdir(data, { mode: 0o777 })
    await chmod(data, 0o777)
    expect(await startAsNobody()).toMatchObject({
      added: { ok: false, error: { code: 'no-access' } },
    })
  })

  it('is told which library cannot be read, and what to do', async () => {
    await mkdir(data, { mode: 0o777 })
    await chmod(data, 0o777)
    await mkdir(library, { mode: 0o700 })
    await writeFile(join(library, 'pressmark.json'), '{}')
    expect(await startAsNobody()).toEqual({
      code: 'no-access',
      message: expect.stringMatching(
        new RegExp(`^“${library}.*” could not be read: this user has no access`, 'u'),
      ) as string,
    })
  })
})
