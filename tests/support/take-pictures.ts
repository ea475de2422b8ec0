/** Takes the pictures of the README from the running app: `npm run pictures`, after a build. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { chromiumFlags, chromiumPath, chromiumSandbox } from '../chromium.mjs'
import { startBrowserShell } from './browser-shell.ts'

const pictures = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))
const home = await mkdtemp(join(tmpdir(), 'pressmark-pictures-'))

// A machine on which nothing was ever opened: the app shows its sample.
const env: NodeJS.ProcessEnv = {
  ...process.env,
  HOME: home,
  PRESSMARK_DATA: join(home, 'data'),
  PRESSMARK_CACHE: join(home, 'cache'),
  SUDO_USER: 'reader',
}
delete env['PRESSMARK_LIBRARY']
const shell = await startBrowserShell({
  folder: home,
  library: '',
  env,
  remove: () => rm(home, { recursive: true, force: true }),
})
const browser = await chromium.launch({
  executablePath: chromiumPath,
  chromiumSandbox,
  args: chromiumFlags,
})
// One context: the launch token is good once, the cookie after it for the whole run.
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
await page.goto(shell.address)
await page.getByRole('document', { name: 'Article text' }).locator('mark').first().waitFor()
await page.evaluate(() => document.fonts.ready)
for (const colorScheme of ['light', 'dark'] as const) {
  await page.emulateMedia({ colorScheme })
  await page.screenshot({ path: join(pictures, `reader-${colorScheme}.png`) })
}
await browser.close()
await shell.close()
await rm(home, { recursive: true, force: true })
