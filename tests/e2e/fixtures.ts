import { test as base, expect, type Page } from '@playwright/test'
import { startBrowserShell } from '../support/browser-shell.ts'
import { startSite, type Site } from '../support/site-server.ts'
import { makeWorkspace, type Workspace } from '../support/workspace.ts'

export { expect }

/** Which shell a project runs its stories on. */
export type Shell = 'browser' | 'stand-in'

/** The app in a window. `close` ends it as a person does, `kill` as a power cut does. */
export type RunningApp = {
  page: Page
  log(): string
  close(): Promise<void>
  kill(): Promise<void>
}

type Fixtures = {
  shell: Shell
  workspace: Workspace
  /** Starts the app over the workspace's library; whatever still runs at the end is ended. */
  startApp: () => Promise<RunningApp>
  /** Serves a folder on loopback until the end of the test, or until it is closed. */
  serveFolder: (folder: string) => Promise<Site>
}

/** A story's frame: one fresh machine, one window, one local site. */
export const test = base.extend<Fixtures>({
  shell: ['browser', { option: true }],

  // Playwright's fixtures take their dependencies by destructuring, even where there are none.
  // oxlint-disable-next-line no-empty-pattern
  workspace: async ({}, use) => {
    const workspace = await makeWorkspace()
    await use(workspace)
    await workspace.remove()
  },

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

  startApp: async ({ shell, workspace, browser, contextOptions }, use, testInfo) => {
    const running: RunningApp[] = []
    await use(async () => {
      const app =
        shell === 'browser'
          ? await startInBrowser(workspace, () => browser.newPage(contextOptions))
          : await startOnDesktop(workspace)
      running.push(app)
      return app
    })
    for (const app of running) await app.close()
    if (testInfo.status === testInfo.expectedStatus) return
    const log = running.map((app) => app.log()).join('\n')
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

async function startOnDesktop(workspace: Workspace): Promise<RunningApp> {
  const { startDesktopShell } = await import('../support/desktop-shell.ts')
  return startDesktopShell(workspace)
}
