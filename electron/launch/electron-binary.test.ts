import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findElectron, judgeMemory } from './electron-binary.mjs'

const hourMs = 3_600_000

describe('what the last try says', () => {
  const alive = () => true
  const gone = () => false

  test.each([
    ['nothing, when there was none', null, 0, alive, null],
    ['that it failed, for a day', { triedAtMs: 0, pid: null }, 23 * hourMs, alive, 'unreachable'],
    ['nothing, after a day', { triedAtMs: 0, pid: null }, 24 * hourMs, alive, null],
    ['that it goes on', { triedAtMs: 0, pid: 7 }, hourMs, alive, 'downloading'],
    ['that it came to nothing', { triedAtMs: 0, pid: 7 }, hourMs, gone, 'unreachable'],
    ['nothing, from the future', { triedAtMs: hourMs, pid: null }, 0, alive, null],
    ['nothing, when it is garbage', { triedAtMs: Number.NaN, pid: null }, 0, alive, null],
  ])('%s', (_name, memory, nowMs, isAlive, wanted) => {
    expect(judgeMemory(memory, nowMs, isAlive)).toBe(wanted)
  })
})

describe('looking for Electron’s program', () => {
  let folder: string
  let memoryFile: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pressmark-electron-'))
    memoryFile = join(folder, 'cache', 'electron.json')
  })

  afterEach(() => rm(folder, { recursive: true }))

  const look = (nowMs = 0, waitMs = 10_000) =>
    findElectron({ folder, memoryFile, node: process.execPath, nowMs, waitMs })

  /** An installer of the test's own; each run of it leaves a line in `runs`. */
  async function putInstaller(body: string) {
    const note = "require('node:fs').appendFileSync(__dirname + '/runs', 'x')\n"
    await writeFile(join(folder, 'install.js'), note + body)
  }
  const runs = () => readFile(join(folder, 'runs'), 'utf8')
  const installs = `const fs = require('node:fs')
    fs.mkdirSync(__dirname + '/dist')
    fs.writeFileSync(__dirname + '/dist/electron', '')
    fs.writeFileSync(__dirname + '/path.txt', 'electron')`

  test('finds what is installed, without asking the installer', async () => {
    await mkdir(join(folder, 'dist'))
    await writeFile(join(folder, 'dist', 'electron'), '')
    await writeFile(join(folder, 'path.txt'), 'electron')
    expect(await look()).toBe('ready')
  })

  test('installs what can be had', async () => {
    await putInstaller(installs)
    expect(await look()).toBe('ready')
    expect(await look()).toBe('ready')
    expect(await runs()).toBe('x')
  })

  test('a failure is asked for once a day', async () => {
    await putInstaller('process.exitCode = 1')
    expect(await look(0)).toBe('unreachable')
    expect(await look(23 * hourMs)).toBe('unreachable')
    expect(await runs()).toBe('x')
    expect(await look(25 * hourMs)).toBe('unreachable')
    expect(await runs()).toBe('xx')
  })

  test('a program that went missing after its installation is asked for again', async () => {
    await writeFile(join(folder, 'path.txt'), 'electron')
    await putInstaller(installs)
    expect(await look()).toBe('ready')
  })

  test('a download that takes too long goes on, and is not begun twice', async () => {
    await putInstaller('setInterval(() => undefined, 1000)')
    expect(await look(0, 300)).toBe('downloading')
    const { pid } = JSON.parse(await readFile(memoryFile, 'utf8'))
    try {
      await expect.poll(() => runs().catch(() => '')).toBe('x')
      expect(await look(hourMs, 300)).toBe('downloading')
      expect(await runs()).toBe('x')
    } finally {
      process.kill(pid, 'SIGKILL')
    }
  })

  test('an installer that is not there is a failure like another', async () => {
    expect(await look()).toBe('unreachable')
  })

  test('a note that cannot be read is no reason to stop trying', async () => {
    await mkdir(join(folder, 'cache'))
    await writeFile(memoryFile, '{')
    await putInstaller(installs)
    expect(await look()).toBe('ready')
  })
})
