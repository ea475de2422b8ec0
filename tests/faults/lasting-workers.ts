import { EventEmitter } from 'node:events'
import type { Worker, WorkerOptions } from 'node:worker_threads'

/**
 * A `Worker` whose thread, when it is ended with nothing to do, is kept for the next one. These tests
 * start hundreds, and V8 ends the whole process over that: “Check failed: jit_page.has_value()”
 * (nodejs/node#64500). One that is ended while it works is ended for good.
 */
export function lastingWorkers(
  RealWorker: new (url: URL, options: WorkerOptions) => Worker,
): (url: URL, options: WorkerOptions) => EventEmitter {
  const idle: Worker[] = []
  // Called with `new`, which gives what this returns.
  return function LastingWorker(url, options) {
    const worker = idle.pop() ?? new RealWorker(url, options)
    const borrowed = new EventEmitter()
    let isAsked = false
    worker.on('message', (reply) => {
      isAsked = false
      borrowed.emit('message', reply)
    })
    worker.on('error', (error) => borrowed.emit('error', error))
    worker.on('exit', (code) => borrowed.emit('exit', code))
    return Object.assign(borrowed, {
      postMessage: (task: unknown) => {
        isAsked = true
        worker.postMessage(task)
      },
      ref: () => worker.ref(),
      unref: () => worker.unref(),
      terminate: () => {
        worker.removeAllListeners()
        if (isAsked) return worker.terminate()
        worker.unref()
        idle.push(worker)
        return Promise.resolve(0)
      },
    })
  }
}
