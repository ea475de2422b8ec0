import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findRecord, leaveRecord, recordFile, takeRecord } from './running-record.ts'

let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pressmark-record-'))
})
afterEach(() => rm(root, { recursive: true }))

const record = { url: 'http://127.0.0.1:4000', pid: 4_000, key: 'key' }
const fileOf = (library: string, host = 'host'): Promise<string> => recordFile(root, host, library)

test('a record is this user’s alone, whatever was there before', async () => {
  const file = await fileOf(join(root, 'library'))
  expect(await leaveRecord(file, record)).toBeNull()
  await chmod(file, 0o644)
  expect(await leaveRecord(file, { ...record, key: 'next' })).toBeNull()
  expect(await findRecord(file)).toEqual({ ...record, key: 'next' })
  if (process.platform === 'win32') return // there, the folder's own rules hold
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await stat(join(root, 'running'))).mode & 0o777).toBe(0o700)
})

test('one library has one record, by whatever way it is reached and whether it is there yet', async () => {
  await mkdir(join(root, 'disk'))
  await symlink(join(root, 'disk'), join(root, 'link'), 'junction')
  const before = await fileOf(join(root, 'link', 'library'))
  await mkdir(join(root, 'disk', 'library'))
  expect(await fileOf(join(root, 'disk', 'library'))).toBe(before)
  expect(await fileOf(join(root, 'link', 'library'))).toBe(before)
  expect(await fileOf(join(root, 'disk', 'another'))).not.toBe(before)
  expect(await fileOf(join(root, 'disk', 'library'), 'another host')).not.toBe(before)
})

test('what cannot be read is no record, and one that would lead elsewhere neither', async () => {
  const file = await fileOf(join(root, 'library'))
  expect(await findRecord(file)).toBeNull()
  await leaveRecord(file, record)
  for (const text of [
    '',
    '{"url":"http://127.0.0.1:40',
    '[]',
    JSON.stringify({ ...record, url: 'http://evil.example:80' }),
    JSON.stringify({ ...record, url: 'http://127.0.0.1:80@evil.example' }),
  ]) {
    await writeFile(file, text)
    expect(await findRecord(file)).toBeNull()
  }
})

test('a server takes away its own record, and not that of one which came later', async () => {
  const file = await fileOf(join(root, 'library'))
  await leaveRecord(file, record)
  await takeRecord(file, { ...record, key: 'of an earlier one' })
  expect(await findRecord(file)).toEqual(record)
  await takeRecord(file, record)
  expect(await readdir(join(root, 'running'))).toEqual([])
})

test('where no record can be left, the reason is answered', async () => {
  await writeFile(join(root, 'running'), 'a file where a folder should be')
  expect(await leaveRecord(join(root, 'running', 'x.json'), record)).toMatch(/^E[A-Z]+$/u)
  expect(await findRecord(join(root, 'running', 'x.json'))).toBeNull()
})
