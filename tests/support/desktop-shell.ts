import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { _electron, type Page } from '@playwright/test'
import type * as Electron from 'electron'
import { built } from './built.ts'
import { launchStandIn } from './electron-stand-in/launch.ts'
import type { Workspace } from './workspace.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The desktop's built main process, and its built preload. */
export const builtMain = built('main/index.js')
export const builtPreload = built('preload/index.cjs')

/** How long an orderly end may take before it counts as hanging. */
const endTimeoutMs = 10_000

/** The module `electron`, as the main process has it. */
export type ElectronModule = typeof Electron

/** A running desktop. */
export type DesktopShell = {
  page: Page
  /** Everything that the main process wrote, to either output. */
  log(): string
  /** Runs a function in the main process; it is sent as source, so it sees nothing around it. */
  evaluate<Value, Argument = undefined>(
    run: (electron: ElectronModule, argument: Argument) => Value | Promise<Value>,
    argument?: Argument,
  ): Promise<Value>
  /** Closes the window as a person does, and waits for the end. */
  close(): Promise<void>
  /** Ends it as a power cut does: SIGKILL, no chance to finish anything. */
  kill(): Promise<void>
}

/** Runs the built desktop over Chromium, and waits until its window has loaded. */
export async function startDesktopShell(
  workspace: Workspace,
  args: string[] = [],
): Promise<DesktopShell> {
  const { env, folder: cwd } = workspace
  const standIn = launchStandIn({ main: builtMain, args, env, cwd })
  const evaluate: DesktopShell['evaluate'] = async (run, argument) =>
    (await standIn.evaluate(run.toString(), argument)) as never
  const page = await standIn.page()
  // The stand-in answers for a page that asks to stay; without a listener Playwright would, too.
  page.on('dialog', () => undefined)
  return {
    page,
    log: () => standIn.log(),
    evaluate,
    close: async () => {
      const hanging = setTimeout(() => standIn.kill('SIGKILL'), endTimeoutMs)
      // The answer may be lost with the process that sends it.
      await evaluate(closeWindow).catch(() => undefined)
      const code = await standIn.ended
      clearTimeout(hanging)
      if (code !== 0) throw new Error(`the desktop ended with ${code}:\n${standIn.log()}`)
    },
    kill: async () => {
      standIn.kill('SIGKILL')
      await standIn.ended
    },
  }
}

/** How a start without a window ended: a second one, or one that was refused. */
export async function runDesktopToItsEnd(
  workspace: Workspace,
  args: string[] = [],
): Promise<{ exitCode: number | null; log: string }> {
  const { env, folder: cwd } = workspace
  const standIn = launchStandIn({ main: builtMain, args, env, cwd })
  const exitCode = await standIn.ended
  return { exitCode, log: standIn.log() }
}

/** Why Electron itself can't be used here, or null: the reason with which its tests are skipped. */
export function reasonWithoutElectron(): string | null {
  if (!existsSync(`${root}node_modules/electron/dist`)) return "needs Electron's binary"
  if (process.platform !== 'linux') return null
  if (process.getuid?.() === 0) return 'needs a user other than root, for Electron’s sandbox'
  return process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? null : 'needs a display'
}

/** Runs the built desktop on Electron itself, and waits until its window has loaded. */
export async function startRealElectron(
  workspace: Workspace,
  args: string[] = [],
): Promise<DesktopShell> {
  const app = await _electron.launch({
    args: [builtMain, ...args],
    cwd: workspace.folder,
    env: definedOf(workspace.env),
  })
  const process = app.process()
  let said = ''
  const keep = (text: Buffer): void => void (said += text.toString('utf8'))
  process.stdout?.on('data', keep)
  process.stderr?.on('data', keep)
  const ended = new Promise<void>((resolve) => process.once('close', () => resolve()))
  const page = await app.firstWindow()
  await page.waitForLoadState()
  return {
    page,
    log: () => said,
    evaluate: (run, argument) => app.evaluate(run as never, argument) as never,
    close: async () => {
      await app.evaluate(closeWindow as never)
      await ended
    },
    kill: async () => {
      process.kill('SIGKILL')
      await ended
    },
  }
}

function closeWindow({ BrowserWindow }: ElectronModule): void {
  BrowserWindow.getAllWindows()[0]?.close()
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
