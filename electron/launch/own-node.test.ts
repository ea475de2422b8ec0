import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findNode, isAtLeast } from './own-node.mjs'

test.each([
  ['22.19.0', '22.19.0', true],
  ['v24.0.0', '22.19.0', true],
  ['22.18.9', '22.19.0', false],
  ['20.20.2', '22.19.0', false],
  ['9.99.0', '22.19.0', false],
])('%s is at least %s: %s', (version, least, expected) => {
  expect(isAtLeast(version, least)).toBe(expected)
})

test('the Node that is found exists', () => {
  expect(existsSync(findNode() ?? '')).toBe(true)
})
