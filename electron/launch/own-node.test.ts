import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findNode, isAtLeast, packageFolders } from './own-node.mjs'

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

test('packages lie in the project’s folder, and beside it when it is a package itself', () => {
  const modules = join('home', 'node_modules')
  expect(packageFolders(join('home', 'pressmark'))).toEqual([
    join('home', 'pressmark', 'node_modules'),
  ])
  expect(packageFolders(join(modules, 'pressmark') + '/')).toEqual([
    join(modules, 'pressmark', 'node_modules'),
    modules,
  ])
})
