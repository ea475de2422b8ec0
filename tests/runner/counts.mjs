import { readFileSync } from 'node:fs'

/**
 * What a step came to. `skipped` has one entry, the reason, for each skipped test; `problem` says what was
 * wrong beside its tests.
 * @typedef {{ passed: number, failed: number, skipped: string[], problem?: string }} Counts
 */

const noReason = 'no reason given'

/** @type {Counts} */
const none = { passed: 0, failed: 0, skipped: [] }

/**
 * The counts of a step that either holds or doesn't.
 * @param {boolean} holds
 * @returns {Counts}
 */
export function countCheck(holds) {
  return { ...none, passed: holds ? 1 : 0, failed: holds ? 0 : 1 }
}

/**
 * The sum of several counts.
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
    skipped: all.flatMap(({ skipped }) => skipped),
  }
}

/**
 * Reads a suite's JSON report. A suite that failed must show a failure, and one that ran nothing has failed:
 * a missing or unreadable report, a crash beside green tests and an empty suite count as one failure.
 * @param {string} path
 * @param {(report: any) => Counts} count `countVitest` or `countPlaywright`
 * @param {boolean} exitedWell whether the program that wrote the report exited with 0
 * @returns {Counts}
 */
export function readCounts(path, count, exitedWell) {
  /** @type {Counts} */
  let counts
  try {
    counts = count(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    return { ...none, failed: 1, problem: `no readable report: ${String(error)}` }
  }
  if (counts.failed === 0 && !exitedWell) {
    return { ...counts, failed: 1, problem: 'it failed outside its tests' }
  }
  if (counts.passed + counts.failed === 0) {
    return { ...counts, failed: 1, problem: 'no test was run' }
  }
  return counts
}

/**
 * Counts the tests in vitest's JSON report. The reason for a skipped one stands at the end of its name or its
 * group's, as in `finds every passage (needs ../shared)`.
 * @param {{ testResults: {
 *   status: string,
 *   assertionResults: { status: string, fullName: string }[],
 * }[] }} report
 * @returns {Counts}
 */
export function countVitest(report) {
  return sum(
    report.testResults.map(({ status, assertionResults }) => {
      const counts = sum(assertionResults.map(countAssertion))
      const brokenFile = status === 'failed' && counts.failed === 0
      return brokenFile ? { ...counts, failed: 1 } : counts
    }),
  )
}

/** @param {{ status: string, fullName: string }} assertion */
function countAssertion({ status, fullName }) {
  if (status === 'passed' || status === 'failed') return countCheck(status === 'passed')
  const reason = /\((needs [^()]+)\)/.exec(fullName)?.[1] ?? noReason
  return { ...none, skipped: [reason] }
}

/**
 * Counts the tests in Playwright's JSON report. The reason for a skipped one is its annotation's description.
 * @typedef {{ type: string, description?: string }} Annotation
 * @typedef {{ status: string, annotations?: Annotation[], results?: Test[] }} Test
 * @typedef {{ suites?: Suite[], specs?: { tests: Test[] }[] }} Suite
 * @param {{ suites: Suite[], errors?: unknown[] }} report
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const counts = sum(report.suites.flatMap(testsOf).map(countPlaywrightTest))
  return { ...counts, failed: counts.failed + (report.errors?.length ?? 0) }
}

/**
 * @param {Suite} suite
 * @returns {Test[]}
 */
function testsOf({ suites = [], specs = [] }) {
  return [...specs.flatMap(({ tests }) => tests), ...suites.flatMap(testsOf)]
}

/**
 * A flaky test counts as failed: nothing is retried, so none should be.
 * @param {Test} test
 */
function countPlaywrightTest({ status, annotations = [], results = [] }) {
  if (status !== 'skipped') return countCheck(status === 'expected')
  const all = [...annotations, ...results.flatMap((result) => result.annotations ?? [])]
  const why = all.find(({ type }) => type === 'skip' || type === 'fixme')?.description
  return { ...none, skipped: [why ?? noReason] }
}

/**
 * The skipped tests, grouped: one line for each reason, the most frequent first.
 * @param {readonly string[]} reasons
 * @returns {string[]}
 */
export function groupSkipped(reasons) {
  const groups = new Map()
  for (const reason of reasons) groups.set(reason, (groups.get(reason) ?? 0) + 1)
  return [...groups]
    .toSorted(([, one], [, other]) => other - one)
    .map(([reason, count]) => `${count} skipped: ${reason}`)
}

/**
 * The last line of a test run.
 * @param {Counts} counts
 * @returns {string}
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`
}
