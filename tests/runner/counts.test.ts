import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  closingLine,
  countCheck,
  countPlaywright,
  countVitest,
  groupSkipped,
  readCounts,
  sum,
} from './counts.mjs'

const assertion = (status: string, fullName = 'a test') => ({ status, fullName })

describe('countVitest', () => {
  test('counts passed, failed and skipped tests over all files', () => {
    const report = {
      testResults: [
        { status: 'passed', assertionResults: [assertion('passed'), assertion('pending')] },
        { status: 'failed', assertionResults: [assertion('failed'), assertion('passed')] },
      ],
    }
    expect(countVitest(report)).toEqual({ passed: 2, failed: 1, skipped: ['no reason given'] })
  })

  test('takes the reason for a skipped test from the end of a name', () => {
    const names = ['anchors every row (needs ../shared)', 'a group (needs ../shared) one of it']
    const assertionResults = names.map((name) => assertion('skipped', name))
    const { skipped } = countVitest({ testResults: [{ status: 'passed', assertionResults }] })
    expect(skipped).toEqual(['needs ../shared', 'needs ../shared'])
  })

  test('counts a file that could not be read as one failure', () => {
    const report = { testResults: [{ status: 'failed', assertionResults: [] }] }
    expect(countVitest(report).failed).toBe(1)
  })
})

describe('countPlaywright', () => {
  const suite = (
    tests: { status: string; annotations?: { type: string; description?: string }[] }[],
  ) => ({
    suites: [{ suites: [{ specs: [{ tests }] }] }],
  })

  test('counts nested tests; a flaky one has failed', () => {
    const report = suite([{ status: 'expected' }, { status: 'unexpected' }, { status: 'flaky' }])
    expect(countPlaywright(report)).toEqual({ passed: 1, failed: 2, skipped: [] })
  })

  test('takes the reason for a skipped test from its annotation', () => {
    const annotations = [{ type: 'skip', description: 'only on the desktop' }]
    const report = suite([{ status: 'skipped', annotations }, { status: 'skipped' }])
    expect(countPlaywright(report).skipped).toEqual(['only on the desktop', 'no reason given'])
  })

  test('counts an error outside the tests as a failure', () => {
    expect(countPlaywright({ suites: [], errors: [{ message: 'no such file' }] }).failed).toBe(1)
  })
})

describe('readCounts', () => {
  let folder: string
  let path: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pressmark-counts-'))
    path = join(folder, 'report.json')
  })
  afterEach(() => rm(folder, { recursive: true }))

  const write = (...statuses: string[]) => {
    const assertionResults = statuses.map((status) => assertion(status))
    return writeFile(
      path,
      JSON.stringify({ testResults: [{ status: 'passed', assertionResults }] }),
    )
  }

  test('gives the counts of a report', async () => {
    await write('passed', 'passed')
    expect(readCounts(path, countVitest, true)).toEqual({ passed: 2, failed: 0, skipped: [] })
  })

  test('counts a missing report as one failure', () => {
    expect(readCounts(path, countVitest, true)).toMatchObject({ passed: 0, failed: 1 })
  })

  test('counts an unreadable report as one failure', async () => {
    await writeFile(path, '{"testResults":')
    expect(readCounts(path, countVitest, true)).toMatchObject({ passed: 0, failed: 1 })
  })

  test('counts a suite in which nothing ran as one failure', async () => {
    await write('skipped')
    expect(readCounts(path, countVitest, true)).toMatchObject({ passed: 0, failed: 1 })
  })

  test('counts a bad exit beside green tests as one failure', async () => {
    await write('passed')
    expect(readCounts(path, countVitest, false)).toMatchObject({ passed: 1, failed: 1 })
  })
})

test('the closing line adds everything up', () => {
  const suite = { passed: 5, failed: 1, skipped: ['a', 'a', 'b'] }
  expect(closingLine(sum([countCheck(true), countCheck(false), suite]))).toBe(
    '6 passed, 2 failed, 3 skipped',
  )
})

test('skipped tests are grouped by reason, the most frequent first', () => {
  expect(groupSkipped(['b', 'a', 'a'])).toEqual(['2 skipped: a', '1 skipped: b'])
})
