import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import type { Message } from '../../shared/api/port.ts'
import type { Result } from '../../shared/api/result.ts'
import type { DesktopWindow } from '../support/call-on-wire.ts'
import type {} from './recorder.ts'
import { builtPreload } from '../support/desktop-shell.ts'
import { launchStandIn } from '../support/electron-stand-in/launch.ts'

/** A page of Chromium on the desktop's wire, with the recorder at its far end. */
export type DesktopPage = {
  page: Page
  /** Runs a function in the main process, as source: it sees nothing around it but `recorder`. */
  inMain<Value, Argument>(
    run: (none: unknown, argument: Argument) => Value,
    argument: Argument,
  ): Promise<Value>
  log(): string
  close(): Promise<void>
}

/** Starts the stand-in with `desktop-main.ts` and waits for its empty page. */
export async function openDesktopPage(): Promise<DesktopPage> {
  const folder = await mkdtemp(join(tmpdir(), 'pressmark-contract-'))
  await mkdir(join(folder, 'profile'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Contract</title>')
  const standIn = launchStandIn({
    main: fileURLToPath(new URL('desktop-main.ts', import.meta.url)),
    args: [builtPreload, folder],
    env: process.env,
    cwd: folder,
  })
  const page = await standIn.page()
  return {
    page,
    inMain: async (run, argument) => (await standIn.evaluate(run.toString(), argument)) as never,
    log: () => standIn.log(),
    close: async () => {
      standIn.kill('SIGKILL')
      await standIn.ended
      await rm(folder, { recursive: true })
    },
  }
}

/** What came back for a call: its `Result`, or what the wire threw when it was sent. */
export type CallAnswer = { result?: Result<unknown>; thrown?: string }

/**
 * Sends calls on the page's own wire, one after the other, and answers what came back for each. What
 * Playwright would change on its way to the page (a `__proto__` of its own) is given as JSON.
 */
export function callEach(
  page: Page,
  operation: string,
  inputs: readonly unknown[],
  areJson = false,
): Promise<CallAnswer[]> {
  return page.evaluate(
    async ([name, given, isJson]) => {
      const { pressmark } = window as DesktopWindow
      const call = (input: unknown): Promise<CallAnswer> =>
        new Promise((resolve) => {
          const id = Math.floor(Math.random() * 1e9)
          const stop = pressmark.onMessage((raw) => {
            const message = raw as Message
            if (message.kind !== 'reply' || message.id !== id) return
            stop()
            resolve({ result: message.result as Result<unknown> })
          })
          try {
            pressmark.send({ kind: 'call', id, operation: name, input })
          } catch (error) {
            stop()
            resolve({ thrown: String(error) })
          }
        })
      const answers: CallAnswer[] = []
      for (const input of given) {
        answers.push(await call(isJson ? JSON.parse(input as string) : input))
      }
      return answers
    },
    [operation, inputs, areJson] as const,
  )
}
