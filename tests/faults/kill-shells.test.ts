import { existsSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectTo, startBrowserShell } from '../support/browser-shell.ts'
import { builtCommandLine, pressmark } from '../support/pressmark.ts'
import { makeWorkspace, type Workspace } from '../support/workspace.ts'
import { seededChance } from './chance.ts'
import { canonical, viewOf } from './view-of.ts'

const story = [
  'A strike at the harbour',
  'The crane drivers went home on Monday, and the ships waited outside the breakwater.',
  'By Friday the two sides had agreed on a shift of nine hours, said the union in a statement.',
].join('\n\n')

let workspace: Workspace
beforeEach(async () => {
  workspace = await makeWorkspace()
})
afterEach(() => workspace.remove())

/** Everything that can be found, without a problem. */
async function found(): Promise<string> {
  const view = await viewOf(workspace.folder)
  expect(view.problems).toEqual([])
  return canonical(view.parts)
}

async function firstArticle(): Promise<string> {
  const added = await pressmark(workspace, ['add', '-', '--json'], { stdin: story })
  expect(added.exitCode).toBe(0)
  return added.json.results[0].articleId
}

/** One run of the command line that is killed after a time; null where it was. */
async function killedAfter(ms: number, args: string[], stdin: string): Promise<string | null> {
  const child = spawn(process.execPath, [builtCommandLine, ...args, '--json'], {
    cwd: workspace.folder,
    env: workspace.env,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const timer = setTimeout(() => child.kill('SIGKILL'), ms)
  // A killed program no longer reads.
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin)
  const output = await text(child.stdout)
  const exitCode = await ended
  clearTimeout(timer)
  return exitCode === 0 ? output : null
}

describe.skipIf(!existsSync(builtCommandLine))('kill -9 (needs the built program)', () => {
  test('of the command line at chance moments: what it had printed as done is there', async () => {
    const chance = seededChance('kill -9 of the command line')
    const articleId = await firstArticle()
    const begun = performance.now()
    await pressmark(workspace, ['annotate', articleId, '--quote', 'nine hours', '--tag', 'first'])
    // About as long as an act takes just now: longer after a kill, shorter after an act that was done.
    let wholeMs = performance.now() - begun
    let [done, killed] = [0, 0]
    const marks: string[] = ['first']
    for (let round = 1; round <= 40; round += 1) {
      const mark = `mark-${String(round).padStart(3, '0')}`
      const isCapture = chance.between(1, 3) === 1
      const args = isCapture
        ? ['add', '-']
        : ['annotate', articleId, '--quote', 'crane drivers', '--tag', mark]
      const afterMs = Math.round((wholeMs * chance.between(40, 120)) / 100)
      const output = await killedAfter(afterMs, args, isCapture ? `${mark}\n\n${story}` : '')
      wholeMs *= output === null ? 1.1 : 0.9
      if (output === null) killed += 1
      else {
        done += 1
        marks.push(mark)
      }
      const now = await found()
      expect(marks.filter((one) => !now.includes(one))).toEqual([])
    }
    console.log(`${done} acts done, ${killed} killed`)
    expect(Math.min(done, killed)).toBeGreaterThan(0)
    const listed = await pressmark(workspace, ['list', '--json'])
    expect([listed.exitCode, listed.stderr]).toEqual([0, ''])
  })

  test('of the server at chance moments, with many acts under way: what it answered is there', async () => {
    const chance = seededChance('kill -9 of the server')
    const articleId = await firstArticle()
    const acknowledged: string[] = []
    for (let round = 1; round <= 10; round += 1) {
      const shell = await startBrowserShell(workspace)
      const { client, close } = await connectTo(shell)
      const { version } = await client.call('articles.open', { id: articleId })
      const killAt = acknowledged.length + chance.between(1, 15)
      const act = async (number: number): Promise<void> => {
        const mark = `round-${round}-${String(number).padStart(3, '0')}`
        const members = [{ articleId, annotationId: null }]
        const passage = { start: number, end: number + 20 }
        const input = { articleId, versionId: version.id, passage, note: mark }
        if (number % 4 === 0) await client.call('collections.add', { name: mark, members })
        else if (number % 4 === 1) {
          await client.call('captures.add', { kind: 'text', text: `${mark}\n\n${story}` })
        } else await client.call('annotations.create', { ...input, tags: [{ path: mark }] })
        acknowledged.push(mark)
        // In the middle of the others.
        if (acknowledged.length >= killAt) await shell.kill()
      }
      const acts = Array.from({ length: 40 }, (_one, number) => act(number))
      const outcomes = await Promise.allSettled(acts)
      expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true)
      await shell.kill()
      close()
      const now = await found()
      expect(acknowledged.filter((mark) => !now.includes(mark))).toEqual([])
    }
    console.log(`${acknowledged.length} acts acknowledged`)
    const shown = await pressmark(workspace, ['show', articleId, '--json'])
    expect(shown.exitCode).toBe(0)
  })
})
