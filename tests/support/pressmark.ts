import { spawn } from 'node:child_process'
import { built } from './built.ts'
import type { Workspace } from './workspace.ts'

/** The built command line. */
export const builtCommandLine = built('main/cli.js')

/** How one run of the command line ended. `json` is standard output parsed, where it is JSON. */
export type CommandRun = { exitCode: number | null; stdout: string; stderr: string; json: any }

/** Runs the built command line to its end, on the Node that runs the tests. */
export function pressmark(
  workspace: Workspace,
  args: readonly string[],
  options: { stdin?: string; cwd?: string } = {},
): Promise<CommandRun> {
  const child = spawn(process.execPath, [builtCommandLine, ...args], {
    cwd: options.cwd ?? workspace.folder,
    env: workspace.env,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(options.stdin ?? '')
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode) => {
      resolve({ exitCode, stdout, stderr, json: args.includes('--json') ? parse(stdout) : null })
    })
  })
}

function parse(stdout: string): any {
  try {
    return JSON.parse(stdout)
  } catch (cause) {
    throw new Error(`standard output is not one JSON document: ${stdout}`, { cause })
  }
}
