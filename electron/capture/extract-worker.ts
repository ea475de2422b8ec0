import { parentPort } from 'node:worker_threads'
import { AppError } from '../../shared/errors.ts'
import { extractPage } from './extract/extract-page.ts'
import { extractText } from './extract/extract-text.ts'
import { tooComplex } from './extract/refusals.ts'
import type { ExtractionReply, ExtractionTask } from './extraction.ts'

/** Hostile pages are parsed in here and nowhere else: a worker that can be stopped from outside. */
parentPort?.on('message', (task: ExtractionTask) => {
  parentPort?.postMessage(answer(task))
})

function answer(task: ExtractionTask): ExtractionReply {
  try {
    const extracted = task.kind === 'page' ? extractPage(task) : extractText(task)
    return { ok: true, extracted }
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
