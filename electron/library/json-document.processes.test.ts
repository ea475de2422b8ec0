import { spawn } from 'node:child_process'
import { chmod, mkdir, readFile, readdir, readlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sealedText } from './json-text.ts'
import { parseLock } from './lock-text.ts'
import { openList, testDisk, withWord } from './testing/list-document.ts'
import { makeTestFolder, type TestFolder } from './testing/temporary-library.ts'

let folder: TestFolder
beforeEach(async () => {
  folder = await makeTestFolder()
})
afterEach(() => folder.remove())

function start(script: string, ...args: string[]) {
  const path = fileURLToPath(new URL(`testing/${script}.ts`, import.meta.url))
  return spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
}

test('two processes with 60 writes each on one document: all 120 are on disk', async () => {
  const writers = ['ada', 'ben'].map((name) => start('write-many', folder.root, name, '60'))
  const acknowledged = (await Promise.all(writers.map(({ stdout }) => text(stdout))))
    .join('')
    .trim()
    .split('\n')
  const words = (await openList(testDisk(folder.root)).read())?.words ?? []
  expect(acknowledged).toHaveLength(120)
  expect([...words].sort()).toEqual([...acknowledged].sort())
  expect(await readdir(folder.root)).toEqual(['list.json', 'list.json.prev'])
}, 60_000)

test('what a process acknowledged before kill -9 is there; its lock and leftovers stop nobody', async () => {
  for (let round = 1; round <= 5; round += 1) {
    const writer = start('write-many', folder.root, `round${round}`, '0')
    const ended = new Promise((resolve) => writer.once('exit', resolve))
    const acknowledged: string[] = []
    for await (const line of createInterface(writer.stdout)) {
      acknowledged.push(line)
      if (acknowledged.length === 3 + round) writer.kill('SIGKILL')
    }
    await ended
    // A lock that is left names its process, so that nobody has to watch it before taking over.
    const left = (await readdir(folder.root)).filter((name) => name.endsWith('.lock'))
    for (const name of left) {
      const lock = parseLock(await readlink(join(folder.root, name)))
      expect(lock?.pid).toBe(writer.pid)
    }
    const document = openList(testDisk(folder.root, { timing: { takeOverAfterMs: 10_000 } }))
    const words = (await document.read())?.words ?? []
    const ofRound = words.filter((word) => word.startsWith(`round${round}-`))
    expect(ofRound.slice(0, acknowledged.length)).toEqual(acknowledged)
    expect(ofRound.length - acknowledged.length).toBeLessThanOrEqual(1)
    await document.update(withWord('later'))
  }
}, 60_000)

test('a stopped writer’s half-written file is swept by the next process', async () => {
  const writer = start('write-many', folder.root, 'ada', '1')
  await text(writer.stdout)
  const left = `.~list.json.${writer.pid}.${testDisk(folder.root).hostMark}abcde.tmp`
  await writeFile(join(folder.root, left), '{ "half')
  await text(start('write-many', folder.root, 'ben', '1').stdout)
  expect(await readdir(folder.root)).toEqual(['list.json', 'list.json.prev'])
})

const isRoot = process.getuid?.() === 0

test.skipIf(!isRoot)(
  'a user without access may read, is told so, and changes nothing (needs root)',
  async () => {
    const shared = join(folder.root, 'shared')
    await mkdir(shared)
    await writeFile(join(shared, 'list.json'), sealedText({ format: 1, words: ['one'] }))
    await chmod(folder.root, 0o755)
    await chmod(shared, 0o755)
    expect((await text(start('write-as-nobody', shared).stdout)).trim()).toBe('no-access after one')
    expect(await readFile(join(shared, 'list.json'), 'utf8')).toContain('"one"')
    expect(await readdir(shared)).toEqual(['list.json'])
  },
)
