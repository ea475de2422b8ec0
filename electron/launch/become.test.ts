import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

const become = new URL('become.mjs', import.meta.url).href

let folder: string
let started: ChildProcess[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressmark-become-'))
  started = []
  // A program that ends in good order when it is told to, and says so; and one that becomes it.
  await writeFile(
    join(folder, 'program.mjs'),
    `import { writeFileSync } from 'node:fs'
    const open = setInterval(() => {}, 1000)
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
      process.on(signal, () => {
        writeFileSync('ended', signal)
        process.exitCode = 3
        clearInterval(open)
      })
    }
    writeFileSync('pid', String(process.pid))`,
  )
  await writeFile(
    join(folder, 'launcher.mjs'),
    `import { become } from '${become}'
    become(process.execPath, ['program.mjs'])`,
  )
})

afterEach(async () => {
  for (const child of started) child.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

function start(command: string, args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const { npm_lifecycle_event: _none, ...rest } = process.env
  const child = spawn(command, args, { cwd: folder, env: { ...rest, ...env }, stdio: 'ignore' })
  started.push(child)
  return child
}

const read = (name: string) => readFile(join(folder, name), 'utf8')
/** The program runs, and listens to its signals. */
const programRuns = () => vi.waitFor(() => read('pid'), { timeout: 20_000, interval: 20 })
const exitOf = (child: ChildProcess) =>
  new Promise<unknown[]>((resolve) => child.on('exit', (...how) => resolve(how)))

describe.skipIf(process.platform === 'win32')('a program that we became (needs signals)', () => {
  test.each([
    ['SIGTERM', 'SIGTERM'],
    ['SIGINT', 'SIGINT'],
    ['SIGHUP', 'SIGTERM'],
  ] as const)('%s ends it, by %s, and we end as it ended', async (signal, passed) => {
    const launcher = start(process.execPath, ['launcher.mjs'])
    await programRuns()
    const exit = exitOf(launcher)
    launcher.kill(signal)
    expect(await exit).toEqual([3, null])
    expect(await read('ended')).toBe(passed)
  })

  // As npm runs a script: a shell in between, which passes no signal on.
  const script = `"${process.execPath}" launcher.mjs; exit $?`
  const underNpm = { npm_lifecycle_event: 'start' }
  const ended = () => vi.waitFor(() => read('ended'), { timeout: 20_000, interval: 20 })

  test('ends when npm ends its shell', async () => {
    const shell = start('sh', ['-c', script], underNpm)
    await programRuns()
    shell.kill('SIGTERM')
    expect(await ended()).toBe('SIGTERM')
  })

  test.runIf(process.platform === 'linux')(
    'ends when npm is killed and its shell is not',
    async () => {
      const npm = `require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(script)}])`
      const killed = start(process.execPath, ['--eval', npm], underNpm)
      await programRuns()
      killed.kill('SIGKILL')
      expect(await ended()).toBe('SIGTERM')
    },
  )
})
