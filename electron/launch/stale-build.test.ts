import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isBuildStale, isInstallStale } from './stale-build.mjs'

let root: string

/** Writes a file that was last changed at `minute`, in folders that were last changed at minute 0. */
async function put(path: string, minute: number) {
  const file = join(root, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, '')
  await utimes(file, minute * 60, minute * 60)
  for (let folder = dirname(file); folder !== root; folder = dirname(folder)) {
    await utimes(folder, 0, 0)
  }
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pressmark-stale-'))
  await put('electron.vite.config.ts', 1)
  await put('electron/cli/index.ts', 2)
  await put('shared/text/text-of.ts', 3)
  await put('out/main/cli.js', 5)
  await put('out/renderer/index.html', 6)
})

afterEach(() => rm(root, { recursive: true }))

test('a build newer than every source is fresh', () => {
  expect(isBuildStale(root)).toBe(false)
})

test('a source changed after the build makes it stale', async () => {
  await put('shared/text/text-of.ts', 7)
  expect(isBuildStale(root)).toBe(true)
})

test('the older half of the build counts', async () => {
  await put('electron/cli/index.ts', 5.5)
  expect(isBuildStale(root)).toBe(true)
})

test('a build that stopped half way is stale', async () => {
  await rm(join(root, 'out/renderer/index.html'))
  expect(isBuildStale(root)).toBe(true)
})

test('a removed source makes it stale', async () => {
  await rm(join(root, 'shared/text/text-of.ts'))
  expect(isBuildStale(root)).toBe(true)
})

test('tests and the launcher are not built', async () => {
  await put('shared/text/text-of.test.ts', 7)
  await put('electron/launch/start.mjs', 7)
  expect(isBuildStale(root)).toBe(false)
})

test('a copy without sources is never stale', async () => {
  await rm(join(root, 'electron.vite.config.ts'))
  await rm(join(root, 'out'), { recursive: true })
  expect(isBuildStale(root)).toBe(false)
})

type Packages = Record<string, { version: string; integrity?: string; optional?: boolean }>

/** Writes a lockfile, long ago: what counts is what it says. */
async function lock(path: string, packages: Packages) {
  await put(path, 1)
  await writeFile(join(root, path), JSON.stringify({ packages }))
  await utimes(join(root, path), 60, 60)
}
const installed = (packages: Packages) => lock('node_modules/.package-lock.json', packages)
const zod = { version: '4.6.7', integrity: 'sha512-a' }
const foreign = { version: '1.0.0', optional: true }

test('packages are stale when absent, and when npm was stopped half way', async () => {
  await lock('package-lock.json', { '': { version: '0.1.0' }, 'node_modules/zod': zod })
  expect(isInstallStale(root)).toBe(true)
  await put('node_modules/.package-lock.json', 9)
  expect(isInstallStale(root)).toBe(true)
  await installed({ 'node_modules/zod': zod })
  expect(isInstallStale(root)).toBe(false)
})

test.each<[string, Packages]>([
  ['another version', { 'node_modules/zod': { ...zod, version: '4.7.0' } }],
  ['other bytes', { 'node_modules/zod': { ...zod, integrity: 'sha512-b' } }],
  ['one more', { 'node_modules/zod': zod, 'node_modules/ulid': { version: '3.0.2' } }],
  ['one less', {}],
])('packages are stale when the lockfile names %s, however old it is', async (_what, wanted) => {
  await installed({ 'node_modules/zod': zod })
  await lock('package-lock.json', wanted)
  expect(isInstallStale(root)).toBe(true)
})

test('what npm may leave out may be missing', async () => {
  await installed({ 'node_modules/zod': zod })
  await lock('package-lock.json', { 'node_modules/zod': zod, 'node_modules/zod-for-mac': foreign })
  expect(isInstallStale(root)).toBe(false)
})

test('a copy without a lockfile has the packages that it came with', () => {
  expect(isInstallStale(root)).toBe(false)
})
