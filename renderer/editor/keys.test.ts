import { expect, test } from 'vitest'
import { articleKeyOf, type KeyPress } from './keys.ts'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...held,
})

test('bare letters mean acts on the passage', () => {
  expect(articleKeyOf(press('t'))).toEqual({ kind: 'tag' })
  expect(articleKeyOf(press('Delete'))).toEqual({ kind: 'remove' })
  expect(articleKeyOf(press('c'))).toBeNull()
})

test('letters with Ctrl, Cmd or Alt belong to others', () => {
  expect(articleKeyOf(press('t', { ctrlKey: true }))).toBeNull()
  expect(articleKeyOf(press('n', { metaKey: true }))).toBeNull()
  expect(articleKeyOf(press('h', { altKey: true }))).toBeNull()
  expect(articleKeyOf(press('T', { shiftKey: true }))).toBeNull()
})

test('Shift extends; Alt and Shift move the end by a word', () => {
  expect(articleKeyOf(press('ArrowRight', { shiftKey: true }))).toEqual({
    kind: 'move',
    move: { by: 'sentence', direction: 'forward', extend: true },
  })
  expect(articleKeyOf(press('ArrowLeft', { shiftKey: true, altKey: true }))).toEqual({
    kind: 'move',
    move: { by: 'word', direction: 'back', extend: true },
  })
  expect(articleKeyOf(press('ArrowLeft', { altKey: true }))).toBeNull()
})
