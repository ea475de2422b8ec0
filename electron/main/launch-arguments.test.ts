import { expect, test } from 'vitest'
import { askedLibrary } from './launch-arguments.ts'

test.each([
  [['out/main/index.js', '--library', '/papers'], '/papers'],
  [['--library=/papers'], '/papers'],
  [['--inspect=0', '--remote-debugging-port=0', 'out/main/index.js', '--library', 'a b'], 'a b'],
  [['--enable-features=X', 'out/main/index.js', '--no-sandbox'], undefined],
  [[], undefined],
])('%j asks for %j', (args, folder) => {
  expect(askedLibrary(args)).toBe(folder)
})

test.each([[['--library']], [['--library=']]])('%j is refused in a sentence', (args) => {
  expect(() => askedLibrary(args)).toThrow(/without a folder/u)
})
