import { expect, test } from 'vitest'
import { parseTrace } from './trace.ts'

const hex = (text: string): string =>
  `"${[...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}"`

test('a call that another thread interrupts counts when it ends, a sync from when it began', () => {
  const calls = parseTrace(
    [
      `1 openat(AT_FDCWD, ${hex('/w/a, b')}, O_WRONLY|O_CREAT|O_EXCL|O_CLOEXEC, 0666) = 7`,
      `2 fsync(7 <unfinished ...>`,
      `1 write(7, ${hex('hello')}, 5) = 3`,
      `2 <... fsync resumed>) = 0`,
    ].join('\n'),
  )
  const flags = { creates: true, empties: false, appends: false }
  expect(calls).toEqual([
    { kind: 'open', path: '/w/a, b', fd: 7, ...flags },
    { kind: 'write', fd: 7, bytes: Buffer.from('hel'), offset: null },
    { kind: 'sync', fd: 7, after: 1 },
  ])
})

test('a call that failed changed nothing', () => {
  const line = `1 rename(${hex('/w/a')}, ${hex('/w/b')}) = -1 ENOENT (No such file or directory)`
  expect(parseTrace(line)).toEqual([])
})

test('a call that the replay does not know stops it', () => {
  expect(() => parseTrace('1 fallocate(7, 0, 0, 10) = 0')).toThrow('does not know: fallocate')
})
