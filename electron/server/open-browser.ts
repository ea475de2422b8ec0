import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Addresses } from './second-start.ts'

/** Browsers that can show a page as a window of its own, by the names they are installed under. */
const appWindowBrowsers = ['chromium', 'google-chrome', 'chromium-browser', 'microsoft-edge']

/**
 * Opens Pressmark in a window of its own where a Chromium is installed, which finds its home, else in
 * the user's browser. Null when it did, else why not, as the end of a sentence.
 */
export async function openBrowser(
  addresses: Addresses,
  dataFolder: string,
): Promise<string | null> {
  const reason = reasonNotToOpen(process.platform, process.env, process.getuid?.())
  if (reason !== null) return reason
  const program = browserProgram(addresses, join(dataFolder, 'browser'))
  if (program === null) return 'no browser was found'
  const [command, ...args] = program
  const child = spawn(command, args, { detached: true, stdio: 'ignore' })
  child.unref()
  return new Promise((resolve) => {
    child.once('spawn', () => resolve(null))
    child.once('error', () => resolve(`${command} did not start`))
  })
}

/** Why no browser may be opened here: there is no display, or it would run as root, unsandboxed. */
export function reasonNotToOpen(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  uid: number | undefined,
): string | null {
  const hasDisplay = platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
  if (!hasDisplay) return 'there is no display'
  if (uid === 0) return 'a browser should not run as root'
  return null
}

function browserProgram(
  { address, homeAddress }: Addresses,
  profile: string,
): [string, ...string[]] | null {
  const chromium = appWindowBrowsers.find(isInstalled)
  if (chromium !== undefined) {
    return [chromium, `--app=${homeAddress}`, `--user-data-dir=${profile}`, '--no-first-run']
  }
  if (process.platform === 'darwin') return ['open', address]
  if (process.platform === 'win32') return ['explorer.exe', address]
  return isInstalled('xdg-open') ? ['xdg-open', address] : null
}

function isInstalled(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false // not in this folder of PATH: the next one may have it
    }
  })
}
