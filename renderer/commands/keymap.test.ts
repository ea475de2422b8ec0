import { expect, it } from 'vitest'
import { keyNames } from './keymap.ts'

it('keys are named as they stand on the person’s keyboard', () => {
  expect(keyNames('address.focus', false)).toBe('Ctrl+L')
  expect(keyNames('address.focus', true)).toBe('⌘L')
  expect(keyNames('place.export', false)).toBe('Ctrl+Shift+E')
  expect(keyNames('place.export', true)).toBe('⇧⌘E')
  expect(keyNames('list.next', true)).toBe('J')
  expect(keyNames('list.first', false)).toBe('Home')
})
