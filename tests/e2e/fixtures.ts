import { test as base, expect, type Page } from '@playwright/test'
import { startBrowserShell } from '../support/browser-shell.ts'
import {
  reasonWithoutElectron,
  startDesktopShell,
  startRealElectron,
} from '../support/desktop-shell.ts'
import { startSite, type Site } from '../support/site-server.ts'
import { makeNewcomersWorkspace, makeWorkspace, type Workspace } from '../support/workspace.ts'

export { expect }

/** The app in a window. `close` ends it as a person does, `kill` as a power cut does. */
export type RunningApp = {
  page: Page
  log(): string
  close(): Promise<void>
  kill(): Promise<void>
}

type Fixtures = {
  /** Set by a test that is about the very first start. */
  isNewcomer: boolean
  workspace: Workspace
  /** Starts the app over the workspace's library; whatever still runs at the end is ended. */
  startApp: () => Promise<RunningApp>
  /** Serves a folder on loopback until the end of the test, or until it is closed. */
  serveFolder: (folder: string) => Promise<Site>
}

/** A story's frame: one fresh machine, one window, one local site. */
export const test = base.extend<Fixtures>({
  isNewcomer: [false, { option: true }],

  workspace: async ({ isNewcomer }, use) => {
    const workspace = await (isNewcomer ? makeNewcomersWorkspace() : makeWorkspace())
    await use(workspace)
    await workspace.remove()
  },

  // Playwright reads the names of fixtures from the pattern, even where there are none.
  // oxlint-disable-next-line no-empty-pattern
  serveFolder: async ({}, use) => {
    const sites: Site[] = []
    await use(async (folder) => {
      const site = await startSite(folder)
      sites.push(site)
      return site
    })
    for (const site of sites) await site.close()
  },

  startApp: async ({ workspace, playwright, launchOptions, contextOptions }, use, testInfo) => {
    const { name } = testInfo.project
    const reason = name === 'electron' ? reasonWithoutElectron() : null
    testInfo.skip(reason !== null, reason ?? '')
    const running = new Set<RunningApp>()
    const logs: (() => string)[] = []
    const browser = name === 'browser' ? await playwright.chromium.launch(launchOptions) : null
    await use(async () => {
      const app =
        browser === null
          ? await (name === 'electron' ? startRealElectron : startDesktopShell)(workspace)
          : await startInBrowser(workspace, () => browser.newPage(contextOptions))
      logs.push(() => app.log())
      const ending = (end: () => Promise<void>) => () => {
        running.delete(started)
        return end()
      }
      const started = { ...app, close: ending(() => app.close()), kill: ending(() => app.kill()) }
      running.add(started)
      return started
    })
    for (const app of running) await app.close()
    await browser?.close()
    if (testInfo.status === testInfo.expectedStatus) return
    const log = logs.map((read) => read()).join('\n')
    await testInfo.attach('log of the app', { body: log, contentType: 'text/plain' })
  },
})

async function startInBrowser(
  workspace: Workspace,
  openPage: () => Promise<Page>,
): Promise<RunningApp> {
  const server = await startBrowserShell(workspace)
  const page = await openPage()
  await page.goto(server.address)
  const end = async (endServer: () => Promise<void>): Promise<void> => {
    await endServer()
    await page.close()
  }
  return {
    page,
    log: () => server.log(),
    close: () => end(() => server.close()),
    kill: () => end(() => server.kill()),
  }
}
