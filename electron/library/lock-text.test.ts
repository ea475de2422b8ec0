import { describe, expect, test } from 'vitest'
import { holderOf, isCut, lockText, newToken, parseLock } from './lock-text.ts'
import { thisProcess } from './process-identity.ts'

const me = thisProcess('this-host')

test('a lock reads as it was written, and no two have one token', () => {
  const token = newToken()
  const { pid, started } = me
  expect(parseLock(lockText(me, token))).toMatchObject({ pid, started, token })
  expect(newToken()).not.toBe(token)
})

test('a lock fits into the inode of a link, whatever it names', () => {
  const longest = { ...me, host: 'h'.repeat(99), pid: 4_194_304, started: '99999999999' }
  expect(lockText(longest, newToken()).length).toBeLessThan(60)
})

describe('the holder of a lock', () => {
  const held = (change: Partial<typeof me>) => parseLock(lockText({ ...me, ...change }, newToken()))

  test.skipIf(me.started === null)('is known to run on this computer', () => {
    const lock = held({})
    expect(lock && holderOf(lock, me)).toBe('runs')
  })

  test.each([{ host: 'elsewhere' }, { place: 'another boot' }])(
    'cannot be told of another computer or boot (%j)',
    (change) => {
      const lock = held(change)
      expect(lock && holderOf(lock, me)).toBe('unknown')
    },
  )

  test('may be one of which the system does not tell when it began', () => {
    const lock = held({ started: null })
    expect(lock?.started).toBeNull()
    expect(lock && holderOf(lock, me)).toBe('unknown')
  })
})

test('a lock that was cut anywhere is none', () => {
  const text = lockText(me, newToken())
  for (let length = 0; length < text.length; length += 1) {
    const cut = text.slice(0, length)
    expect(parseLock(cut)).toBeNull()
    expect(isCut(cut)).toBe(true)
    expect(isCut(cut.padEnd(text.length, '\0'))).toBe(true)
  }
  expect(isCut(text)).toBe(false)
})

test.each(['{"host":"elsewhere"}', 'locked by a program', `${lockText(me, newToken())} `])(
  'what another program wrote is no lock that was cut (%s)',
  (text) => {
    expect(parseLock(text)).toBeNull()
    expect(isCut(text)).toBe(false)
  },
)

test('its words are in the order that the file format tells', () => {
  const words = lockText(me, newToken()).split(' ')
  expect(words).toHaveLength(4)
  expect(words[0]).toMatch(/^[0-9a-f]{16}$/u)
  expect(words.slice(1, 3)).toEqual([String(me.pid), me.started ?? '-'])
})
