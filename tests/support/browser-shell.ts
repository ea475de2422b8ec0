import { spawn, type ChildProcess } from 'node:child_process'
import { WebSocket } from 'ws'
import { socketPort } from '../../electron/server/socket-port.ts'
import { createClient, type Client } from '../../shared/api/client.ts'
import { builtCommandLine } from './pressmark.ts'
import type { Workspace } from './workspace.ts'

/** A running `pressmark serve`. */
export type BrowserShell = {
  /** With the launch token, good once. */
  address: string
  pid: number | undefined
  log(): string
  /** Ends it as a person does (SIGTERM), and waits for the end. */
  close(): Promise<void>
  /** Ends it as a power cut does: SIGKILL, no chance to finish anything. */
  kill(): Promise<void>
}

/** Starts the browser shell and waits until it prints its address. */
export async function startBrowserShell(workspace: Workspace): Promise<BrowserShell> {
  const child = spawn(process.execPath, [builtCommandLine, 'serve'], {
    cwd: workspace.folder,
    env: workspace.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  child.stdout.setEncoding('utf8')
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text: string) => {
      stdout += text
      const match = /^(http:\/\/127\.0\.0\.1:\d+\/#token=\S+)$/mu.exec(stdout)
      if (match?.[1] !== undefined) resolve(match[1])
    })
    child.on('close', () =>
      reject(new Error(`serve ended before it printed an address: ${stderr}`)),
    )
  })
  return {
    address,
    pid: child.pid,
    log: () => stdout + stderr,
    close: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  }
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.on('close', () => resolve())
    child.kill(signal)
  })
}

/** Connects to a browser shell as its page does: token, cookie, socket. */
export async function connectTo(
  shell: Pick<BrowserShell, 'address'>,
): Promise<{ client: Client; close(): void }> {
  const { origin, hash } = new URL(shell.address)
  const token = hash.replace('#token=', '')
  const session = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0]
  if (cookie === undefined) throw new Error(`no session: ${session.status}`)
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, {
    headers: { origin, cookie },
  })
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  return { client: createClient(socketPort(socket)), close: () => socket.terminate() }
}
