import type { Application, Handlers } from '../../shared/api/serve.ts'

/** Whoever uses the app, counted: windows, and what is under way. */
export type Use = {
  /** One more uses it, until the function that this returns is called. */
  begin(): () => void
  /** Fulfilled once it was used, and nobody has used it for a while. */
  over: Promise<void>
  /** Watches no longer. */
  stop(): void
}

/**
 * Waits until the app was left for `idleMs` milliseconds: a page that is loaded anew leaves for a moment.
 * Before the first use, and with `idleMs` null, it waits for ever.
 */
export function watchUse(idleMs: number | null): Use {
  let users = 0
  let patience: NodeJS.Timeout | undefined
  let leave: () => void
  const over = new Promise<void>((resolve) => (leave = resolve))
  return {
    begin() {
      users += 1
      clearTimeout(patience)
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        users -= 1
        if (users === 0 && idleMs !== null) patience = setTimeout(() => leave(), idleMs)
      }
    },
    over,
    stop: () => clearTimeout(patience),
  }
}

/** The application with each call counted as a use, to its very end: also one whose window has closed. */
export function countingCalls(application: Application, use: Use): Application {
  const counted = Object.entries(application.handlers).map(([name, handler]) => {
    const count = async (input: never, context: never): Promise<unknown> => {
      const end = use.begin()
      try {
        return await handler(input, context)
      } finally {
        end()
      }
    }
    return [name, count]
  })
  return { ...application, handlers: Object.fromEntries(counted) as Handlers }
}
