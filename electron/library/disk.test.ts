import { expect, test } from 'vitest'
import { createDisk, nameOf } from './disk.ts'

const named = (root: string, path: string): string =>
  nameOf(createDisk({ root, hostId: 'this-host' }), path)

test.skipIf(process.platform === 'win32').each([
  ['/library', '/library/articles/one.json', 'articles/one.json'],
  ['/library', '/library/./articles//one.json', 'articles/one.json'],
  ['/library', '/library/articles/../one.json', 'one.json'],
  ['/library', '/library/articles/', 'articles'],
  ['/library', '/library/.prev/..one/...', '.prev/..one/...'],
  ['/library/', '/library/one.json', 'one.json'],
  ['/library/.', '/library/./one.json', 'one.json'],
  ['/', '/one.json', 'one.json'],
  ['/library', '/library/../elsewhere/one.json', '/library/../elsewhere/one.json'],
  ['/library', '/library', '/library'],
  ['/library', '/library-two/one.json', '/library-two/one.json'],
])('in %s the path %s is named %s', (root, path, name) => {
  expect(named(root, path)).toBe(name)
})
