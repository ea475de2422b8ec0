import type { LibraryProblem } from '../../shared/api/views.ts'

/** What was met in the library that a person should know: each path once, the newest reading wins. */
export type ProblemList = {
  report(problem: LibraryProblem): void
  /** The path reads well now. */
  clear(path: string): void
  all(): LibraryProblem[]
}

/** An empty list. */
export function createProblemList(): ProblemList {
  const byPath = new Map<string, LibraryProblem>()
  return {
    report(problem) {
      byPath.set(problem.path, problem)
    },
    clear(path) {
      byPath.delete(path)
    },
    all: () => [...byPath.values()],
  }
}
