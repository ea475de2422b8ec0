import type { LibraryProblem } from '../../shared/api/views.ts'

/** A file as a whole, or entries in it that cannot be read while the file can. */
type Aspect = 'file' | 'entries'

/** What was met in the library that a person should know: each path once, the newest reading wins. */
export type ProblemList = {
  report(problem: LibraryProblem, aspect?: Aspect): void
  /** The path reads well now; without an aspect in every respect. */
  clear(path: string, aspect?: Aspect): void
  /** What is known of the file as a whole, or null. */
  at(path: string): LibraryProblem | null
  all(): LibraryProblem[]
}

/** An empty list. */
export function createProblemList(): ProblemList {
  const byPath = new Map<string, Partial<Record<Aspect, LibraryProblem>>>()
  return {
    report(problem, aspect = 'file') {
      byPath.set(problem.path, { ...byPath.get(problem.path), [aspect]: problem })
    },
    clear(path, aspect) {
      const { [aspect ?? 'file']: _cleared, ...rest } = byPath.get(path) ?? {}
      if (aspect === undefined || Object.keys(rest).length === 0) byPath.delete(path)
      else byPath.set(path, rest)
    },
    at: (path) => byPath.get(path)?.file ?? null,
    all: () =>
      [...byPath.values()].flatMap(({ file, entries }) => [file ?? [], entries ?? []].flat()),
  }
}
