import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OperationName } from '../../shared/api/contract.ts'
import { newId } from '../../shared/domain/ids.ts'
import { operationsThatWrite, type OperationThatWrites } from '../support/operations-that-read.ts'
import { kinds, type KindName } from './acts/kinds.ts'

/** The kind of write whose acts call each operation that writes: a new one stands in none yet, and fails here. */
const kindOf: Readonly<Record<OperationThatWrites, KindName>> = {
  'sample.close': 'desk',
  'session.write': 'session',
  'captures.add': 'capture',
  'attempts.dismiss': 'application',
  'addresses.allow': 'application',
  'annotations.create': 'marking',
  'annotations.createByQuote': 'application',
  'annotations.change': 'application',
  'codebook.change': 'marking',
  'collections.add': 'marking',
  'collections.remove': 'marking',
  'exports.write': 'exports',
  'coders.rename': 'application',
}

/** The modules that write to the disk by themselves, and the kinds whose acts come to them. */
const kindsOfWriters: Readonly<Record<string, readonly KindName[]>> = {
  'app/machine-document.ts': ['settings', 'session'],
  'exchange/replace-in-folder.ts': ['exports'],
  'exchange/write-bytes.ts': ['exports'],
  'exchange/write-folder.ts': ['exports'],
  'library/file-system.ts': ['annotations', 'versions', 'settings'],
  'server/running-record.ts': ['running'],
  // Only an empty folder for the engine's own files.
  'main/profile.ts': [],
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressmark-operations-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** The operations that the acts of a kind call. */
async function calledBy(kind: KindName): Promise<Set<OperationName>> {
  const called = new Set<OperationName>()
  const machine = { coderId: newId(), deviceId: newId(), hostId: 'this-host', coderName: 'Ada' }
  const world = join(folder, kind, 'world')
  await mkdir(world, { recursive: true })
  const place = { folder: join(folder, kind), world, machine }
  const session = await kinds[kind]({ ...place, onCall: (name) => called.add(name) })
  await session.setUp()
  called.clear()
  for (const act of session.acts) await act.run(() => Promise.resolve())
  await session.close()
  return called
}

test('every operation that writes is called by the acts of its kind', async () => {
  expect(Object.keys(kindOf).sort()).toEqual([...operationsThatWrite].sort())
  const called = new Map<KindName, Set<OperationName>>()
  for (const kind of new Set(Object.values(kindOf))) called.set(kind, await calledBy(kind))
  const missing = operationsThatWrite.filter((name) => !called.get(kindOf[name])?.has(name))
  expect(missing).toEqual([])
})

test('every module that writes to the disk belongs to a kind', async () => {
  const root = fileURLToPath(new URL('../../electron/', import.meta.url))
  const paths = (await readdir(root, { recursive: true })).map((path) => path.replaceAll('\\', '/'))
  const sources = paths.filter(
    (path) => /(?<!\.test)\.ts$/u.test(path) && !/\btesting\//u.test(path),
  )
  const writers: string[] = []
  for (const path of sources) {
    const text = await readFile(join(root, path), 'utf8')
    const imports = [...text.matchAll(/import ([^;]*?) from 'node:fs(?:\/promises)?'/gsu)]
    if (imports.some(([, names = '']) => writing.test(names))) writers.push(path)
  }
  expect(writers.sort()).toEqual(Object.keys(kindsOfWriters).sort())
})

/** What an import from the file system must name to change it; a whole module under one name could. */
const writing =
  /\b(?:open|write\w*|append\w*|copy\w*|cp\w*|mkdir\w*|rename\w*|rm\w*|unlink\w*|link\w*|symlink\w*|truncate\w*|chmod\w*|createWriteStream)\b|^(?:\* as )?\w+$/u
