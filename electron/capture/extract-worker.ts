import { parentPort } from 'node:worker_threads'
import { AppError, assertNever } from '../../shared/errors.ts'
import { extractPage } from './extract/extract-page.ts'
import { extractText } from './extract/extract-text.ts'
import { tooComplex } from './extract/refusals.ts'
import type { WorkerReply, WorkerTask } from './extraction.ts'
import { readList } from './lists/read-list.ts'
import { readMhtml } from './mhtml/read-mhtml.ts'
import { copyOf, needsOfPage, needsOfStyle } from './page-copy/page-tasks.ts'

/** Hostile pages are parsed in here and nowhere else: a worker that can be stopped from outside. */
parentPort?.on('message', (task: WorkerTask) => {
  parentPort?.postMessage(answer(task))
})

function answer(task: WorkerTask): WorkerReply {
  try {
    return { ok: true, result: resultOf(task) }
  } catch (error) {
    // Some library under us recurses: a page that exhausts the stack is too complex, not a bug.
    const known = error instanceof RangeError ? tooComplex(error) : error
    if (known instanceof AppError) return { ok: false, code: known.code, message: known.message }
    return {
      ok: false,
      code: null,
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

function resultOf(task: WorkerTask): unknown {
  switch (task.kind) {
    case 'page':
      return extractPage(task)
    case 'text':
      return extractText(task)
    case 'mhtml':
      return readMhtml(task)
    case 'list':
      return readList(task)
    case 'needs-of-page':
      return needsOfPage(task)
    case 'needs-of-style':
      return needsOfStyle(task)
    case 'copy':
      return copyOf(task)
    default:
      return assertNever(task)
  }
}
