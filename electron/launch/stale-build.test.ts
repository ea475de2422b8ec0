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

test('packages are stale when absent or older than the lockfile', async () => {
  await put('package-lock.json', 2)
  expect(isInstallStale(root)).toBe(true)
  await put('node_modules/.package-lock.json', 3)
  expect(isInstallStale(root)).toBe(false)
  await put('package-lock.json', 4)
  expect(isInstallStale(root)).toBe(true)
})
