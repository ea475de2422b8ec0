/** The system's name for a failure (`ENOENT`, …), or null where `error` is none of the system's. */
export function errnoOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/u.test(error.code) ? error.code : null
}
