import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Who started us, at the moment we began: npm, through a shell. Neither passes every signal on, so when
 * somebody ends npm, or npm its shell, we would be left behind.
 */
const starter = process.ppid
const npm = parentOfShell(starter)

/** How often, in milliseconds, we look whether the one who started us is still there. */
const lookMs = 250

/**
 * Runs a program in this terminal, ends it when we are to end, and ends as it ended.
 * @param {string} program
 * @param {string[]} args
 * @param {Readonly<Record<string, string | undefined>>} [env] tells whether npm started us
 */
export function become(program, args, env = process.env) {
  const isUnderNpm = env['npm_lifecycle_event'] !== undefined
  if (isUnderNpm && isLeftBehind()) {
    // Ended while it was being installed or built: nobody waits for a window any more.
    process.exitCode = 1
    return
  }
  const child = spawn(program, args, { stdio: 'inherit' })
  process.on('SIGINT', () => {
    // A terminal sends Ctrl+C to the child too: a second one could cut short its orderly end.
    if (!process.stdin.isTTY) child.kill('SIGINT')
  })
  // Electron's launcher passes on only some signals. What a closed terminal means, it understands as the end.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'))
  const endWithStarter = () => {
    if (!isLeftBehind()) return
    clearInterval(look) // told once: a second time could cut short its orderly end
    child.kill('SIGTERM')
  }
  const look = isUnderNpm ? setInterval(endWithStarter, lookMs) : undefined
  child.on('error', (error) => {
    process.stderr.write(`Pressmark could not start ${program}: ${error.message}\n`)
    process.exitCode = 1
    clearInterval(look)
  })
  child.on('exit', (code, signal) => {
    clearInterval(look)
    if (signal === null) {
      process.exitCode = code ?? 1
      return
    }
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

/** Whether the shell is gone, or still there without npm: it was handed to another parent. */
function isLeftBehind() {
  return process.ppid !== starter || parentOfShell(starter) !== npm
}

/**
 * The parent of a process that is a shell, where the system tells it in a file; null elsewhere. A shell that
 * gives its place to the program leaves npm itself as our parent, and npm's own parent may go.
 * @param {number} pid
 * @returns {string | null}
 */
function parentOfShell(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    if (!/^Name:\t(?:(?:a|ba|da|z)?sh|busybox)$/m.test(status)) return null
    return /^PPid:\t(\d+)$/m.exec(status)?.[1] ?? null
  } catch {
    return null // a system without /proc, or a shell that is gone, which its number tells as well
  }
}
