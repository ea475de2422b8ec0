import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from '@playwright/test'
import type { FromTest, ToTest } from './test-wire.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** How the stand-in is started. */
export type LaunchOptions = { main: string; args: string[]; env: NodeJS.ProcessEnv; cwd: string }

/** A running main process. `page` is there with the first window that has loaded. */
export type StandIn = {
  page(): Promise<Page>
  evaluate(source: string, argument: unknown): Promise<unknown>
  log(): string
  /** Fulfilled with the exit code once the process and its browser are gone. */
  ended: Promise<number | null>
  kill(signal: NodeJS.Signals): void
}

type Call = { resolve: (value: unknown) => void; reject: (error: Error) => void }

/** Starts the built main process of an app on the Node that runs the tests. */
export function launchStandIn({ main, args, env, cwd }: LaunchOptions): StandIn {
  const child = spawn(
    process.execPath,
    ['--import', here('register.ts'), here('run.ts'), main, ...args],
    {
      cwd,
      env: { ...env, NODE_OPTIONS: '' },
      // The last one is the lifeline: Chromium holds it too, so that it ends with the last of both.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
      serialization: 'advanced',
    },
  )
  let said = ''
  const keep = (text: string): void => void (said += text)
  child.stdout?.setEncoding('utf8').on('data', keep)
  child.stderr?.setEncoding('utf8').on('data', keep)
  child.stdio[4]?.on('data', () => undefined)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))

  const asked = new Map<number, Call>()
  let tellWindow: (window: ToTest & { kind: 'window' }) => void
  const window = new Promise<ToTest & { kind: 'window' }>((resolve) => (tellWindow = resolve))
  child.on('message', (message: ToTest) => {
    if (message.kind === 'window') {
      tellWindow(message)
      return
    }
    const call = asked.get(message.id)
    asked.delete(message.id)
    if (message.error === undefined) call?.resolve(message.value)
    else call?.reject(new Error(message.error))
  })
  const endedEarly = ended.then((code) => {
    const error = new Error(`the main process ended with ${code}:\n${said}`)
    for (const { reject } of asked.values()) reject(error)
    throw error
  })
  endedEarly.catch(() => undefined) // told to whoever waits

  let lastId = 0
  let connected: Promise<Page> | null = null
  return {
    page: () => (connected ??= Promise.race([window, endedEarly]).then(connect)),
    evaluate: (source, argument) =>
      new Promise((resolve, reject) => {
        lastId += 1
        asked.set(lastId, { resolve, reject })
        child.send({ id: lastId, source, argument } satisfies FromTest, (error) => {
          if (error !== null) reject(error)
        })
      }),
    log: () => said,
    ended,
    kill: (signal) => void child.kill(signal),
  }
}

async function connect({ endpoint }: ToTest & { kind: 'window' }): Promise<Page> {
  const browser: Browser = await chromium.connectOverCDP(endpoint)
  const page = browser.contexts().flatMap((context) => context.pages())[0]
  if (page === undefined) throw new Error('the stand-in has no page')
  return page
}
