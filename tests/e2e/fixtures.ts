import { test as base, expect, type Page } from '@playwright/test'
import { startBrowserShell } from '../support/browser-shell.ts'
import {
  reasonWithoutElectron,
  startDesktopShell,
  startRealElectron,
  type DesktopShell,
} from '../support/desktop-shell.ts'
import { startSite, type Site } from '../support/site-server.ts'
import { makeNewcomersWorkspace, makeWorkspace, type Workspace } from '../support/workspace.ts'

export { expect }

/** The app in a window. `close` ends it as a person does, `kill` as a power cut does. */
export type RunningApp = Pick<DesktopShell, 'page' | 'log' | 'close' | 'kill'>

type Fixtures = {
  /** Set by a test that is about the very first start. */
  isNewcomer: boolean
  workspace: Workspace
  /** Serves a folder on loopback until the end of the test, or until it is closed. */
  serveFolder: (folder: string) => Promise<Site>
  /** Keeps what was started, to be ended with the test; its log is attached where the test failed. */
  keep: <App extends RunningApp>(app: App) => App
  /** Starts the desktop: on Electron itself in the project of that name, else on the stand-in. */
  startDesktop: (args?: string[]) => Promise<DesktopShell>
  /** A desktop that is started, and closed as a person does. */
  desktop: DesktopShell
  /** Starts the app over the workspace's library, in the shell of the project. */
  startApp: () => Promise<RunningApp>
}

/**
 * A story's frame: one fresh machine, one window, one local site. Never ask for Playwright's own
 * `page` here: it is another browser's.
 */
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

  // The workspace goes last: nothing may run in it any more.
  keep: async ({ workspace: _last }, use, testInfo) => {
    const running = new Set<RunningApp>()
    const logs: (() => string)[] = []
    await use((app) => {
      logs.push(() => app.log())
      const ending = (end: () => Promise<void>) => async () => {
        if (running.delete(kept)) await end()
      }
      const kept = { ...app, close: ending(app.close), kill: ending(app.kill) }
      running.add(kept)
      return kept
    })
    const hasFailed = testInfo.status !== testInfo.expectedStatus
    for (const app of running) await (hasFailed ? app.kill() : app.close())
    if (!hasFailed) return
    const log = logs.map((read) => read()).join('\n')
    await testInfo.attach('log of the app', { body: log, contentType: 'text/plain' })
  },

  startDesktop: async ({ workspace, keep }, use, testInfo) => {
    const isReal = testInfo.project.name === 'electron'
    const reason = isReal ? reasonWithoutElectron() : null
    testInfo.skip(reason !== null, reason ?? '')
    const start = isReal ? startRealElectron : startDesktopShell
    await use(async (args = []) => keep(await start(workspace, args)))
  },

  desktop: async ({ startDesktop }, use) => {
    await use(await startDesktop())
  },

  startApp: async (
    { workspace, keep, startDesktop, playwright, launchOptions, contextOptions },
    use,
    testInfo,
  ) => {
    if (!inTheBrowser.has(testInfo.project.name)) {
      await use(() => startDesktop())
      return
    }
    const browser = await playwright.chromium.launch(launchOptions)
    const started: RunningApp[] = []
    await use(async () => {
      const app = keep(await startInBrowser(workspace, () => browser.newPage(contextOptions)))
      started.push(app)
      return app
    })
    for (const app of started) await app.close()
    await browser.close()
  },
})

/** The projects whose app is the browser shell. */
const inTheBrowser: ReadonlySet<string> = new Set(['browser', 'layout'])

async function startInBrowser(
  workspace: Workspace,
  openPage: () => Promise<Page>,
): Promise<RunningApp> {
  const server = await startBrowserShell(workspace)
  const page = await openPage()
  await page.goto(server.address)
  // The door has found out where this browser reaches the app, and the token is out of the address.
  await page.waitForURL((url) => url.pathname !== '/' || url.hostname !== '127.0.0.1')
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
