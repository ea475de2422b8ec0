import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { chromium, type CDPSession, type Page } from 'playwright-core'
import { ensureBuilt } from '../../electron/launch/stale-build.mjs'
import { startBrowserShell, type BrowserShell } from '../../tests/support/browser-shell.ts'
import { chromiumFlags, chromiumPath, chromiumSandbox } from '../../tests/chromium.mjs'
import type { InventedLibrary } from '../fiction/invented-library.ts'

/** The built app over a library: its browser shell, and a window of Chromium on it. */
export type BrowserWindow = {
  page: Page
  /** What the page holds after a collection of garbage, and what the app's own process takes. */
  memory(): Promise<{ pageMb: number; appMb: number | null }>
  close(): Promise<void>
}

/** Builds the app where that is due, starts its browser shell and opens its window. */
export async function openBrowserWindow(library: InventedLibrary): Promise<BrowserWindow> {
  if (!ensureBuilt(process.execPath)) throw new Error('the app could not be built')
  // Two wishes about colour at once make Node warn.
  const { NO_COLOR: _none, FORCE_COLOR: _force, ...env } = process.env
  const shell = await startBrowserShell({
    folder: library.root,
    library: library.folder,
    env: { ...env, ...library.env },
    remove: library.remove,
  })
  try {
    return await openWindow(shell)
  } catch (error) {
    await shell.close()
    throw error
  }
}

async function openWindow(shell: BrowserShell): Promise<BrowserWindow> {
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    chromiumSandbox,
    args: chromiumFlags,
  })
  const close = async (): Promise<void> => {
    await browser.close()
    await shell.close()
  }
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Performance.enable')
    await page.goto(shell.address)
    // The first page only looks for the way in; what is measured is the one that it leads to.
    await page.getByRole('navigation', { name: 'Places' }).waitFor()
    await page.evaluate(async () => {
      await document.fonts.ready
    })
    const memory = async () => ({
      pageMb: await heapOf(devtools),
      appMb: await residentMb(shell.pid),
    })
    return { page, memory, close }
  } catch (error) {
    await browser.close()
    throw error
  }
}

const bytesPerMb = 1_000_000

async function heapOf(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.getMetrics')
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')
  if (heap === undefined) throw new Error('Chromium does not tell the size of its heap')
  return heap.value / bytesPerMb
}

/** The resident memory of a process; null where the system has no `ps` that tells. */
async function residentMb(pid: number | undefined): Promise<number | null> {
  if (pid === undefined || process.platform === 'win32') return null
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])
  return (Number(stdout) * 1024) / bytesPerMb
}
