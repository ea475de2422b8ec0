import { EventEmitter } from 'node:events'
import type { Worker, WorkerOptions } from 'node:worker_threads'

/** A thread, and the `Worker` that it works for at this moment. */
type Thread = { worker: Worker; borrower: EventEmitter | null; isAsked: boolean }

/**
 * A `Worker` whose thread, when it is ended with nothing to do, is kept for the next one. These tests
 * start hundreds, and V8 ends the whole process over that: “Check failed: jit_page.has_value()”
 * (nodejs/node#64500). One that is ended while it works is ended for good.
 */
export function lastingWorkers(
  RealWorker: new (url: URL, options: WorkerOptions) => Worker,
): (url: URL, options: WorkerOptions) => EventEmitter {
  const idle: Thread[] = []
  // Called with `new`, which gives what this returns.
  return function LastingWorker(url, options) {
    const thread = idle.pop() ?? started(new RealWorker(url, options))
    const { worker } = thread
    const borrower = new EventEmitter()
    thread.borrower = borrower
    return Object.assign(borrower, {
      postMessage: (task: unknown) => {
        thread.isAsked = true
        worker.postMessage(task)
      },
      ref: () => worker.ref(),
      unref: () => worker.unref(),
      terminate: () => {
        thread.borrower = null
        if (thread.isAsked) return worker.terminate()
        idle.push(thread)
        return Promise.resolve(0)
      },
    })
  }
}

function started(worker: Worker): Thread {
  const thread: Thread = { worker, borrower: null, isAsked: false }
  worker.on('message', (reply) => {
    thread.isAsked = false
    thread.borrower?.emit('message', reply)
  })
  worker.on('error', (error) => thread.borrower?.emit('error', error))
  worker.on('exit', (code) => thread.borrower?.emit('exit', code))
  return thread
}
