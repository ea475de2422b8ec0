type Methods = Record<string, (...args: never[]) => Promise<unknown>>

/** What a library is doing at this moment, so that closing can wait for it. */
export type PendingActs = {
  /** The same methods, each call counted until it has settled. */
  counted<Repository extends Methods>(repository: Repository): Repository
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
}

/** Counts calls. */
export function createPendingActs(): PendingActs {
  const pending = new Set<Promise<unknown>>()

  const count =
    <Args extends never[]>(method: (...args: Args) => Promise<unknown>) =>
    (...args: Args): Promise<unknown> => {
      const act = method(...args)
      pending.add(act)
      // The caller gets the failure from `act` itself.
      void Promise.allSettled([act]).then(() => pending.delete(act))
      return act
    }

  return {
    counted: <Repository extends Methods>(repository: Repository) =>
      Object.fromEntries(
        Object.entries(repository).map(([name, method]) => [name, count(method)]),
      ) as Repository,
    async settled() {
      while (pending.size > 0) await Promise.allSettled(pending)
    },
  }
}
