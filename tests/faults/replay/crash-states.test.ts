import { expect, test } from 'vitest'
import { crashStates, type CrashModel } from './crash-states.ts'
import { diskLog } from './disk-log.ts'
import { treeOf } from './disk-state.ts'
import type { TracedCall } from './trace.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text)
const created = (path: string, fd: number): TracedCall => ({
  ...{ kind: 'open', path, fd },
  ...{ creates: true, empties: false, appends: false },
})
const folder = (fd: number): TracedCall => ({ ...created('/w', fd), creates: false }) as TracedCall
const say = (line: string): TracedCall => ({
  ...{ kind: 'write', fd: 1, bytes: bytes(`${line}\n`), offset: null },
})
const write = (fd: number, text: string): TracedCall => ({
  ...{ kind: 'write', fd, bytes: bytes(text), offset: null },
})
const sync = (fd: number, after: number): TracedCall => ({ kind: 'sync', fd, after })

/** What the file `doc` may hold after the second line was said. */
function possible(model: CrashModel, calls: readonly TracedCall[]): string[] {
  const log = diskLog('/w', [...calls, say('done')])
  const found = new Set<string | null>()
  for (const { disk, said } of crashStates(log, model, () => null)) {
    const content = treeOf(disk, log.folderNodes).get('doc')
    if (said === 2) found.add(content ? Buffer.from(content).toString() : null)
  }
  return [...found].map((content) => content ?? 'no file').sort()
}

const before = [created('/w/doc', 3), write(3, 'old!'), say('begun')]
const temporary = [created('/w/tmp', 4), write(4, 'new!')]
const rename: TracedCall = { kind: 'rename', from: '/w/tmp', to: '/w/doc' }

test('a whole protocol leaves one state of the document', () => {
  const calls = [...before, ...temporary, sync(4, 5), rename, folder(5), sync(5, 8)]
  expect(possible('weak', calls)).toEqual(['new!'])
  expect(possible('ext4', calls)).toEqual(['new!'])
})

test('without the sync of the folder the old document may be back', () => {
  const calls = [...before, ...temporary, sync(4, 5), rename]
  expect(possible('weak', calls)).toEqual(['new!', 'old!'])
  expect(possible('ext4', calls)).toEqual(['new!', 'old!'])
})

test('without the sync of the file its content may be missing, half there or zeros', () => {
  const calls = [...before, ...temporary, rename, folder(5), sync(5, 7)]
  expect(possible('weak', calls)).toEqual(['', '\0\0\0\0', 'ne', 'new!'])
  expect(possible('ext4', calls)).toEqual(['', '\0\0\0\0', 'ne', 'new!'])
})

test('where names persist in order, a later sync of another file takes them along', () => {
  const other = [created('/w/other', 6), sync(6, 7)]
  const calls = [...before, ...temporary, sync(4, 5), rename, ...other]
  expect(possible('weak', calls)).toEqual(['new!', 'old!'])
  expect(possible('ext4', calls)).toEqual(['new!'])
})

test('what began before a write ended does not bring it to the disk', () => {
  const calls = [...before, ...temporary, sync(4, 4), rename, folder(5), sync(5, 8)]
  expect(possible('weak', calls)).toContain('')
})
