/** What goes on after the act that began it has answered, so that closing can wait for it. */
export type LingeringWork = {
  add(work: Promise<void>): void
  /** Resolves when nothing goes on; throws what failed since it was last asked. */
  settled(): Promise<void>
}

/** Nothing goes on yet. */
export function createLingeringWork(): LingeringWork {
  const underWay = new Set<Promise<void>>()
  let failed: Promise<void>[] = []
  return {
    add(work) {
      const ended = work
        .catch(() => void failed.push(work))
        .then(() => {
          underWay.delete(ended)
        })
      underWay.add(ended)
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay)
      const told = failed
      failed = []
      await Promise.all(told)
    },
  }
}
