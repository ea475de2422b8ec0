/** Aborted when a person presses Ctrl+C or the system asks the program to end. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => controller.abort(new Error(signal)))
  }
  return controller.signal
}
