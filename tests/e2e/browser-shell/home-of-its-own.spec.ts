import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startBrowserShell } from '../../support/browser-shell.ts'
import { expect, test } from '../fixtures.ts'

/** A server on another port of this machine, which tells what cookies it is sent. */
async function startNeighbour(): Promise<{
  port: number
  cookies: string[]
  close(): Promise<void>
}> {
  const cookies: string[] = []
  const server = createServer((request, response) => {
    cookies.push(`${request.headers.host?.split(':')[0]}: ${request.headers.cookie ?? 'none'}`)
    response.setHeader('Content-Type', 'text/html')
    response.end('<title>neighbour</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    cookies,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

test.describe('the app in a browser', () => {
  for (const { where, flags, host, sent } of [
    {
      where: 'lives under a name of its own, and its cookie goes nowhere else',
      flags: [],
      host: /^pm-[0-9a-f]{8}\.localhost$/u,
      sent: 'none',
    },
    {
      where: 'lives at 127.0.0.1 where the browser finds no such name; other ports get its cookie',
      flags: ['--host-resolver-rules=MAP *.localhost ~NOTFOUND'],
      host: /^127\.0\.0\.1$/u,
      sent: 'pressmark-',
    },
  ]) {
    test(where, async ({ workspace, playwright, launchOptions }) => {
      const shell = await startBrowserShell(workspace)
      const neighbour = await startNeighbour()
      const args = [...(launchOptions.args ?? []), ...flags]
      const browser = await playwright.chromium.launch({ ...launchOptions, args })
      const page = await browser.newPage()
      const libraryIsThere = () =>
        expect(page.getByRole('heading', { name: 'Nothing archived yet' })).toBeVisible()

      await page.goto(shell.address)
      await libraryIsThere()
      expect(new URL(page.url()).hostname).toMatch(host)
      expect(page.url()).not.toContain('token')
      await page.reload()
      await libraryIsThere()

      await page.goto(`http://127.0.0.1:${neighbour.port}/`)
      const [cookie] = neighbour.cookies
      expect(cookie).toContain(`127.0.0.1: ${sent}`)

      // The printed address finds the same place once more, by the cookie alone.
      await page.goto(shell.address.replace(/#.*/u, ''))
      await libraryIsThere()
      await browser.close()
      await neighbour.close()
      await shell.close()
    })
  }

  test('is led to by a second start, in a browser that never was there', async ({
    workspace,
    playwright,
    launchOptions,
  }) => {
    const shell = await startBrowserShell(workspace)
    const second = await startBrowserShell(workspace)
    expect(second.log()).toContain(`Pressmark runs already on this library (process ${shell.pid})`)
    const browser = await playwright.chromium.launch(launchOptions)
    const page = await browser.newPage()
    await page.goto(second.address)
    await expect(page.getByRole('heading', { name: 'Nothing archived yet' })).toBeVisible()
    await browser.close()

    await shell.kill()
    const third = await startBrowserShell(workspace)
    expect(third.log()).not.toContain('runs already')
    expect(third.pid).not.toBe(shell.pid)
    await third.close()
  })
})
