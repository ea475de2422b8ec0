import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { newerMajorsDue } from './electron-majors.ts'

/*
 * Part of `npm run test:deep`, which is run before a release: the day on which it fails comes by itself, and
 * must not fail the tests of an older commit.
 */

test('item 16: Electron is of its latest major or the one before, by the calendar', () => {
  const lockfile = new URL('../../package-lock.json', import.meta.url)
  const { packages } = JSON.parse(readFileSync(lockfile, 'utf8'))
  const { version } = packages['node_modules/electron']
  const due = newerMajorsDue(version.split('.')[0], new Date())
  const isOld = due === null || due > 1
  const advice = `two majors newer than Electron ${version} are due: update it, with electron-majors.ts`
  expect(isOld ? advice : 'up to date').toBe('up to date')
})
