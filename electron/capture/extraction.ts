import { Worker } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import type { Extracted, PageTask } from './extract/extract-page.ts'
import type { TextTask } from './extract/extract-text.ts'
import type { Mhtml, MhtmlTask } from './mhtml/read-mhtml.ts'
import { tooComplex } from './extract/refusals.ts'
import { cancelled } from './fetch/network-errors.ts'
import type { Limits } from './limits.ts'
import type { ListTask, ReadList } from './lists/list-entry.ts'
import type { PageToCopy } from './page-copy/copy-page.ts'
import type { CopyTask, FetchedStyle, Need } from './page-copy/page-tasks.ts'

/** What is extracted from. */
export type ExtractionTask = ({ kind: 'page' } & PageTask) | ({ kind: 'text' } & TextTask)

/** What the worker is asked: an article, or what keeping the page as it looked takes. */
export type WorkerTask =
  | ExtractionTask
  | ({ kind: 'mhtml' } & MhtmlTask)
  | ({ kind: 'list' } & ListTask)
  | ({ kind: 'needs-of-page' } & PageToCopy)
  | ({ kind: 'needs-of-style' } & FetchedStyle)
  | ({ kind: 'copy' } & CopyTask)

/** What the worker answers; `code` null is a bug, its `message` for the log. */
export type WorkerReply =
  { ok: true; result: unknown } | { ok: false; code: ErrorCode | null; message: string }

/** Takes pages apart, one task after another, in a worker that is replaced when it fails. */
export type Extraction = {
  run: (task: ExtractionTask, signal: AbortSignal) => Promise<Extracted>
  /** Takes an MHTML file apart. */
  unpack: (task: MhtmlTask, signal: AbortSignal) => Promise<Mhtml>
  readList: (task: ListTask, signal: AbortSignal) => Promise<ReadList>
  needsOfPage: (page: PageToCopy, signal: AbortSignal) => Promise<Need[]>
  needsOfStyle: (style: FetchedStyle, signal: AbortSignal) => Promise<Need[]>
  copy: (task: CopyTask, signal: AbortSignal) => Promise<{ html: string; left: string[] }>
  close: () => Promise<void>
}

/** Starts nothing yet: the worker comes with the first task. */
export function createExtraction(options: { workerUrl: URL; limits: Limits }): Extraction {
  const { workerUrl, limits } = options
  let worker: Worker | null = null
  let queue: Promise<unknown> = Promise.resolve()

  const start = (): Worker => {
    const fresh = new Worker(workerUrl, {
      resourceLimits: {
        maxOldGenerationSizeMb: limits.extractionMemoryMb,
        // At the limit the engine grants 16 MB to end the worker in. A larger young generation can
        // move more than that at once, and then the whole program aborts instead of the worker.
        maxYoungGenerationSizeMb: 8,
        stackSizeMb: 8,
      },
      env: {},
      execArgv: [],
    })
    // A worker that dies while it has nothing to do is replaced by the next task.
    const forget = (): void => {
      if (worker === fresh) worker = null
    }
    return fresh.on('error', forget).on('exit', forget)
  }
  const discard = async (): Promise<void> => {
    const old = worker
    worker = null
    await old?.terminate()
  }
  const runNow = async (task: WorkerTask, signal: AbortSignal): Promise<unknown> => {
    if (signal.aborted) throw cancelled()
    worker ??= start()
    let reply: WorkerReply
    try {
      reply = await ask(worker, task, signal, limits.extractionMs)
    } catch (error) {
      await discard()
      throw error
    }
    if (reply.ok) return reply.result
    throw reply.code === null ? new Error(reply.message) : new AppError(reply.code, reply.message)
  }
  // What each kind of task is answered with is said once, in the worker.
  const inTurn = <T>(task: WorkerTask, signal: AbortSignal): Promise<T> => {
    const turn = queue.then(() => runNow(task, signal) as Promise<T>)
    queue = turn.catch(() => undefined)
    return untilAborted(turn, signal)
  }
  return {
    run: (task, signal) => inTurn(task, signal),
    unpack: (task, signal) => inTurn({ kind: 'mhtml', ...task }, signal),
    readList: (task, signal) => inTurn({ kind: 'list', ...task }, signal),
    needsOfPage: (page, signal) => inTurn({ kind: 'needs-of-page', ...page }, signal),
    needsOfStyle: (style, signal) => inTurn({ kind: 'needs-of-style', ...style }, signal),
    copy: (task, signal) => inTurn({ kind: 'copy', ...task }, signal),
    close: discard,
  }
}

/** One question to the worker; rejects when it dies, takes too long or nobody waits any more. */
function ask(
  worker: Worker,
  task: WorkerTask,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<WorkerReply> {
  const done = new AbortController()
  const answer = new Promise<WorkerReply>((resolve, reject) => {
    const timer = setTimeout(() => reject(tooComplex()), timeoutMs)
    const onMessage = (reply: WorkerReply): void => resolve(reply)
    const onError = (error: Error): void => reject(isOutOfMemory(error) ? tooComplex(error) : error)
    const onExit = (): void => reject(tooComplex())
    const onAbort = (): void => reject(cancelled())
    worker.once('message', onMessage).once('error', onError).once('exit', onExit)
    signal.addEventListener('abort', onAbort)
    done.signal.addEventListener('abort', () => {
      clearTimeout(timer)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      signal.removeEventListener('abort', onAbort)
      // An idle worker must not keep the program alive.
      worker.unref()
    })
    worker.ref()
    worker.postMessage(task)
  })
  return answer.finally(() => done.abort())
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

/** The turn's outcome, or `cancelled` at once, even while other tasks are still before it. */
function untilAborted<T>(turn: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(cancelled())
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    void turn.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
