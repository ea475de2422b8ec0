import { spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { chromiumFlags, chromiumPath } from '../../chromium.mjs'
import { cdpOver, type Cdp } from './cdp.ts'

/** The Chromium under the stand-in. `endpoint` is where Playwright connects to it. */
export type Engine = { cdp: Cdp; endpoint: string; close(): Promise<void> }

const flags = [
  ...chromiumFlags,
  '--headless=new',
  '--remote-debugging-pipe',
  '--remote-debugging-port=0',
  '--no-startup-window',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
]

/**
 * Starts Chromium. Its commands come through a pipe, so that it ends whenever this process does, even
 * by SIGKILL; its standard output is the test's lifeline (fd 4), whose end tells that it is gone.
 */
export async function startEngine(profile: string, width: number, height: number): Promise<Engine> {
  const args = [...flags, `--user-data-dir=${profile}`, `--window-size=${width},${height}`]
  const child = spawn(chromiumPath, args, { stdio: ['ignore', 4, 'pipe', 'pipe', 'pipe'] })
  const [, , stderr, commands, answers] = child.stdio as unknown as [
    null,
    null,
    Readable,
    Writable,
    Readable,
  ]
  const cdp = cdpOver(commands, answers)
  let said = ''
  const endpoint = await new Promise<string>((resolve, reject) => {
    stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const match = /^DevTools listening on (ws:\S+)/mu.exec(said)
      if (match?.[1] !== undefined) resolve(match[1])
    })
    child.once('exit', () => reject(new Error(`Chromium did not start: ${said}`)))
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    cdp,
    endpoint,
    close: async () => {
      await cdp.send('Browser.close').catch(() => undefined) // gone already
      await exited
    },
  }
}
