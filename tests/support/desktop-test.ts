import { test as base, type Page } from '@playwright/test'
import type { Bridge } from '../../shared/api/bridge.ts'
import {
  reasonWithoutElectron,
  startDesktopShell,
  startRealElectron,
  type DesktopShell,
} from './desktop-shell.ts'
import { makeWorkspace, type Workspace } from './workspace.ts'

declare global {
  interface Window {
    readonly pressmark: Bridge
  }
}

type Fixtures = {
  workspace: Workspace
  /** Starts the desktop: on Electron itself in the project of that name, else on the stand-in. */
  start: (args?: string[]) => Promise<DesktopShell>
  desktop: DesktopShell
}

/** A test of the desktop alone. Never ask for Playwright's own `page` here: it is another browser's. */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from the pattern.
  workspace: async ({}, give) => {
    const workspace = await makeWorkspace()
    await give(workspace)
    await workspace.remove()
  },
  start: async ({ workspace }, give, testInfo) => {
    const isReal = testInfo.project.name === 'electron'
    const reason = isReal ? reasonWithoutElectron() : null
    testInfo.skip(reason !== null, reason ?? '')
    const started: DesktopShell[] = []
    await give(async (args = []) => {
      const desktop = await (isReal ? startRealElectron : startDesktopShell)(workspace, args)
      started.push(desktop)
      return desktop
    })
    for (const desktop of started) {
      if (testInfo.error !== undefined) await testInfo.attach('log', { body: desktop.log() })
      await desktop.kill()
    }
  },
  desktop: async ({ start }, give) => {
    const desktop = await start()
    await give(desktop)
    await desktop.close()
  },
})

/** Sends a call past the page's own client, on the page's wire, and answers the `Result` that returns. */
export function callOnWire(page: Page, operation: unknown, input: unknown): Promise<any> {
  return page.evaluate(
    ([name, given]) =>
      new Promise((resolve) => {
        const id = Math.floor(Math.random() * 1e9) + 1e9
        const stop = window.pressmark.onMessage((message: any) => {
          if (message.kind !== 'reply' || message.id !== id) return
          stop()
          resolve(message.result)
        })
        window.pressmark.send({ kind: 'call', id, operation: name as string, input: given })
      }),
    [operation, input] as const,
  )
}
