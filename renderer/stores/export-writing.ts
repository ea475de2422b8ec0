import type { ExportReport } from '../../shared/api/contract.ts'
import type { Failure } from '../../shared/api/result.ts'

/** How far the writing is, or how it ended. */
export type Writing =
  | { phase: 'idle' }
  | { phase: 'writing'; path: string; done: number; total: number | null }
  | { phase: 'failed'; path: string; failure: Failure }
  | { phase: 'written'; path: string; report: ExportReport }
