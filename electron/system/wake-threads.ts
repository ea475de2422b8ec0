import { lstat } from 'node:fs'

const everyMs = 1_000

/**
 * Answers what `work` answers, and meanwhile hands Node's threads a trifle each second.
 *
 * In the C library of Debian 12 and Ubuntu 24.04 (glibc before 2.41) a thread that waits for work may miss
 * the signal that there is some: then a save stands still until something else is handed over.
 * Source: https://sourceware.org/bugzilla/show_bug.cgi?id=25847
 */
export async function withWakefulThreads<T>(work: Promise<T>, wake = askThreads): Promise<T> {
  const timer = setInterval(wake, everyMs)
  // What is under way keeps the program running; this must not.
  timer.unref()
  try {
    return await work
  } finally {
    clearInterval(timer)
  }
}

/** Cheap, and on no drive that could hang: that would take a thread each second. */
function askThreads(): void {
  lstat('/', () => undefined)
}
