import type { Handlers } from '../../../shared/api/serve.ts'

/** There is no sample to close in a library that is one's own; the desk answers where there is one. */
export function closeSample(): Handlers['sample.close'] {
  return () => Promise.resolve({})
}
