import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { noticesFile, noticesOf, thirdParties } from './third-party.ts'

/** Licences that ask for nothing but their words; a copyleft one would bind what is built with it. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Python-2.0',
  'Zlib',
])

/** Of a choice, or of several that hold at once, every one has to ask for no more than that. */
function isPermissive(licence: string): boolean {
  return licence
    .replace(/^\((.*)\)$/u, '$1')
    .split(/ (?:AND|OR) /u)
    .every((one) => permissive.has(one))
}

test('everything that is built into the app may be given away with it', () => {
  const others = thirdParties().filter(({ licence }) => !isPermissive(licence))
  expect(others.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([])
})

test('packages of every kind are found: of Node, of the window, in a style sheet, of a package', () => {
  const names = thirdParties().map(({ name }) => name)
  for (const name of ['undici', 'react-dom', '@fontsource-variable/literata', 'steno']) {
    expect(names).toContain(name)
  }
  expect(names).not.toContain('vitest')
})

test('the notices that ship are those of the packages installed (npm run notices writes them)', () => {
  expect(readFileSync(noticesFile, 'utf8') === noticesOf(thirdParties())).toBe(true)
})
