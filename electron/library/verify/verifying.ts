import type { Finding } from '../../../shared/api/verification.ts'
import type { Annotation } from '../../../shared/domain/annotation.ts'
import type { Disk } from '../disk.ts'
import type { LibraryPaths } from '../library-paths.ts'

/** A finding with the annotations that stand on the file, as they are on disk. */
export type RawFinding = Omit<Finding, 'rests'> & { rests: readonly Annotation[] }

/** What a check says of a file; the rest is null, or nothing. */
export type Report = Pick<RawFinding, 'kind' | 'file' | 'headline' | 'sentence'> &
  Partial<RawFinding>

/** What every check needs: the disk to read (never to write), and where to tell what was found. */
export type Verifying = {
  disk: Disk
  paths: LibraryPaths
  signal: AbortSignal
  report(finding: Report): void
  /** A file is looked at now. */
  step(file: string): void
}

/** A report made whole. */
export function whole(report: Report): RawFinding {
  return {
    articleId: null,
    versionId: null,
    version: null,
    expected: null,
    found: null,
    sizeExpected: null,
    sizeFound: null,
    rests: [],
    ...report,
  }
}
