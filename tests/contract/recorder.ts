import type { AppError } from '../../shared/errors.ts'
import type { RecordingApplication } from './recording-application.ts'

/** What `desktop-main.ts` puts into its process: what it recorded, and the class to throw. */
export type Recorder = RecordingApplication & { bugs: string[]; AppError: typeof AppError }

declare global {
  /** There in the main process of `desktop-main.ts` only, for functions that run there as source. */
  var recorder: Recorder
}
