import type { z } from 'zod'
import type { CaptureProgress as ProgressSchema } from '../../shared/api/contract.ts'

/** How far a capture is. */
export type CaptureProgress = z.infer<typeof ProgressSchema>

/** What the caller of a capture decides and hears; `host` comes without brackets, `port` as used. */
export type CaptureContext = {
  signal: AbortSignal
  progress: (progress: CaptureProgress) => void
  isAllowedAddress: (host: string, port: number) => boolean
}
